"""What a treatment is called within a sentence: in the patient's own words.

Names of treatments are written small within a sentence, names of brands as their
makers write them.
"""

import re

from . import vocabulary
from .reader import treatments

# brands, and what else has a capital of its own; longer names come first
_AS_WRITTEN = """
Clear + Brilliant|CoolSculpting|CoolTone|Emsculpt|Emsella|Emface|Evolve X|Secret RF
Laser Genesis|Excel V|VI Peel|BioRePeel|Perfect Derma|Silhouette InstaLift
Botox|Brotox|Dysport|Xeomin|Jeuveau|Daxxify|Letybo|Juvederm|Juvéderm|Voluma|Vollure
Volbella|Volux|Skinvive|Restylane|Kysse|Refyne|Defyne|Lyft|Radiesse|Sculptra|Belotero
Revanesse|Bellafill|Renuva|Kybella|HydraFacial|DiamondGlow|AquaGold|SkinPen|Vivace
Morpheus8|Potenza|Lumecca|Fraxel|Moxi|Ultherapy|Sofwave|Thermage|Renuvion|PicoSure
PicoWay|GentleMax|SculpSure|truSculpt|VelaShape|ThermiVa|Votiva|Latisse|Upneeq|Ozempic
Wegovy|Mounjaro|Zepbound|Saxenda|Nutrafol|SkinCeuticals|Obagi|Alastin|Rejuran
Brazilian|Russian|Japanese|Korean|French|Hollywood
IPL|PRP|PRF|RF|LED|IV|NAD|NAD+|CO2|B12|GLP-1|HRT|TRT|PDO|HIFU|BBL|TCA|RHA|3D
"""
_CAPITALS = {
    name.casefold(): name
    for line in _AS_WRITTEN.split("\n")
    for name in line.split("|")
}
_CAPITALS.pop("")
_CAPITAL = re.compile(
    r"(?<!\w)(?:"
    + "|".join(map(re.escape, sorted(_CAPITALS, key=len, reverse=True)))
    + r")(?!\w)",
    re.IGNORECASE,
)
_OWN_CAPITALS = re.compile(r"\w+[A-Z]\w*[a-z]\w*|\w*[a-z]\w*[A-Z]\w*|\w*\d\w*")


def within_sentence(name):
    """Return a name as it stands within a sentence: “dermal filler”, “Botox”.

    :param str name: as the practice or a patient typed it, of one or more words.
    """
    kept, end = [], 0
    for brand in _CAPITAL.finditer(name):
        kept += [_small(name[end : brand.start()]), _CAPITALS[brand[0].casefold()]]
        end = brand.end()
    return "".join([*kept, _small(name[end:])])


def called(said, names):
    """Return by which of its names somebody calls a treatment, ``""`` by none.

    :param str said: what they wrote; slips and plurals are understood.
    :param names: its name and what else it is called, as the practice typed them.
    """
    entries = [(name.strip(), vocabulary.words(name)) for name in names]
    return max(treatments.find(said, entries), key=len, default="")


def _small(words):
    """Return words in small letters, but for those with capitals inside, as brands
    have that we do not know."""
    return " ".join(
        word if _OWN_CAPITALS.fullmatch(word) else word.lower()
        for word in words.split(" ")
    )
