"""Prints how the addon is built; tests/unit/test_floors.py holds it to much of that."""

from pathlib import Path

from dev.house_calls import Calls, read_floors
from dev.house_models import Models
from dev.house_reading import (
    count_modules,
    find_waivers,
    long_files,
    long_functions,
    read_sources,
)

ROOT = Path(__file__).resolve().parents[1]
ADDON = ROOT / "medspa_speed_to_lead"
MOST_MODULES = 14
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 50
SHOWN = 10


def print_block(title, lines):
    print(f"\n== {title} ==")
    print("\n".join(lines) or "none")


def print_modules(sources):
    modules = count_modules(sources)
    print_block(
        f"Modules of each folder, at most {MOST_MODULES}",
        (
            f"{number:>4}  {folder}{'  TOO MANY' if number > MOST_MODULES else ''}"
            for folder, number in sorted(modules.items())
        ),
    )


def print_calls(calls, floors):
    up = calls.up()
    print_block(f"{len(up)} private calls up {', '.join(floors)}", map(str, up))
    print(f"\n== {len(calls.circle())} files in the largest circle of private calls ==")


def print_models(models):
    rows = []
    for model, (parts, mixins) in models.assembled().items():
        methods = [name for part in parts for name in part.methods]
        fields = sum(len(part.fields) for part in parts)
        lines = sum(part.code_lines for part in parts)
        counts = len(parts), len(mixins), len(methods), len(set(methods)), fields, lines
        rows.append((lines, "".join(f"{n:>10}" for n in counts) + f"  {model}"))
    rows.sort(reverse=True)
    heads = "classes", "of mixins", "methods", "distinct", "fields", "lines"
    print_block(
        f"The largest of {len(rows)} models of more than one class of ours",
        ["".join(f"{h:>10}" for h in heads), *(row for _, row in rows[: 2 * SHOWN])],
    )
    lonely = models.of_one_model()
    print_block(
        f"{len(lonely)} of {len(models.served())} mixins serve one model only",
        (f"{mixin}{'' if field else '  NO FIELD'}" for mixin, field in lonely.items()),
    )


def print_sizes(sources):
    files = long_files(ADDON, MOST_LINES)
    functions = long_functions(sources, 0)
    over = sum(lines > MOST_LINES_OF_A_FUNCTION for lines in functions.values())
    longest = list(functions.items())[: max(over, SHOWN)]
    for title, sizes in (
        (f"{len(files)} files above {MOST_LINES} lines", files.items()),
        (f"{over} functions above {MOST_LINES_OF_A_FUNCTION} lines, longest", longest),
    ):
        print_block(title, (f"{lines:>4}  {name}" for name, lines in sizes))


def print_waivers():
    waivers = find_waivers(ROOT)
    for kind in ("lint", "shell"):
        lines = [f"{p}  {why or 'NO REASON'}" for p, k, why in waivers if k == kind]
        print_block(f"{len(lines)} waivers of {kind}", lines)


def main():
    sources = read_sources(ADDON)
    floors = read_floors(ADDON)
    print_modules(sources)
    print_calls(Calls(sources, floors), floors)
    print_models(Models(sources))
    print_sizes(sources)
    print_waivers()


if __name__ == "__main__":
    main()
