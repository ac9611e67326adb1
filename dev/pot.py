"""Takes the moment and the maker out of a template of translations: `dev.pot FILE`."""

import sys

import polib

LEFT_OUT = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team")


def main():
    template = polib.pofile(sys.argv[1])
    for name in LEFT_OUT:
        template.metadata.pop(name, None)
    template.save()
    print(f"{len(template)} texts in {sys.argv[1]}")


if __name__ == "__main__":
    main()
