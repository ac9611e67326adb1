"""What a proof found, beside what is asked for."""


class Table:
    """Lines are printed as they come; `met` is whether all were."""

    def __init__(self):
        self.met = True

    def title(self, text: str) -> None:
        print(f"\n{text}", flush=True)

    def line(self, what: str, found, asked: str, met: bool, *details: str) -> None:
        """One figure; details are printed below one that is not met."""
        self.met = self.met and met
        verdict = "met" if met else "NOT MET"
        print(f"{what:<58}{found!s:>9}{asked:>8}  {verdict}", flush=True)
        for detail in () if met else details:
            print(f"    {detail}", flush=True)

    def none(self, what: str, found) -> None:
        """Something of which there may be none; what there is, is named."""
        found = sorted(map(str, found))
        self.line(what, len(found), "0", not found, *found[:40])
