"""What may be repeated of the name that somebody typed into a form.

Anybody can type anything there, and with any address: a name that is repeated in an
email or a text makes the practice say it to a stranger. So only what looks like a first
name is repeated, in letters alone; everything else greets without a name. The inquiry
itself keeps the name as it came: what names a person is never refused.
"""

import re
import unicodedata

LONGEST = 20
_MOST_WORDS = 8
_MOST_DIGITS = 4  # more are a number to call
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}
_LONGEST_EAST_ASIAN = 8

# nothing of the kind stands in a name: addresses, links, code, money
_NO_NAME = re.compile(r"[@/\\<>{}\[\]=$€£¥₿%^|#_]|://|\bwww\b|\bhttps?\b", re.I)
_DOMAIN = re.compile(r"\w[.\u3002\u2024\u0701]\w\w")
_TITLE_IN_ONE = re.compile(
    r"\b(dr|drs|mr|mrs|ms|mx|prof|sr|sra|srta|rev)\.(?=\w)", re.I
)
_ASIDE = re.compile(r"""\([^()]*\)|"[^"]*"|“[^”]*”|«[^«»]*»""")
_TITLES = set(
    "dr drs doctor mr mister mrs ms miss mx prof professor sr sra srta señor señora "
    "señorita senor senora rev reverend sir madam mme mlle herr frau sgt capt lt "
    "col maj".split()
)
_SUFFIXES = set(
    "jr sr ii iii iv md do phd rn np pa dds dmd esq mba lcsw cpa aprn fnp pac".split()
)
# of a family name that stands alone or first
_PARTICLES = set("de del dela la las los da das do dos di van von der den ter".split())
_PLACEHOLDERS = set(
    "test tester testing asdf asdfg asdfgh asdfasdf sdf qwer qwert qwerty zxcv abc "
    "abcd xyz lorem ipsum none null undefined name firstname "
    "lastname fullname anonymous anon unknown nobody someone somebody guest customer "
    "client user admin administrator webmaster noreply info hello hi hey "
    "there".split()
)
# nobody is called so; with one of them it is a message
_MESSAGE = set(
    "please click refund refunds urgent invoice payment winner account password verify "
    "com net org www http https".split()
)
# words of a sentence; one may be a name (“My”, “To”), two in a row of words are none
_SENTENCE = set(
    "the your you my me is are was this that to for from with about call visit "
    "free".split()
)
_PRONOUN = r"(?:she|her|hers|he|him|his|they|them|theirs|ze|zir|any)"
_PRONOUNS = re.compile(rf"\(?\b{_PRONOUN}(?:\s*/\s*{_PRONOUN})+\b\)?", re.I)
_MARKS = ".,;:!?~*-–—'’`´\"“”«»+&…"
_WITHIN = "-'’‘\u200c\u200d"
_VOWELS = set("aeiouy")


def first_name(text):
    """Return the first name that stands in a name, ``""`` where none can be told.

    :param text: a name as somebody typed it, or anything else.
    """
    text = _PRONOUNS.sub(" ", _plain(text or ""))
    if not _may_be_name(text):
        return ""
    given, is_behind = _given_part(text)
    words = [word for word in map(_bare, given.split()) if word]
    words, had_title = _without_titles(words)
    if not words or len(words) > _MOST_WORDS:
        return ""
    if all(_scripts(word) <= _EAST_ASIAN for word in words):
        # the family name comes first and is not told apart
        return _whole(words)
    return _spelled(_chosen(words, had_title and not is_behind))


def _whole(words):
    name = " ".join(words)
    is_name = len(name) <= _LONGEST_EAST_ASIAN and _is_word(name.replace(" ", ""))
    return name if is_name else ""


def _plain(text):
    """Return the text without what is invisible or a picture, in plain letters."""
    text = unicodedata.normalize("NFKC", re.sub("[´`ʻ]", "'", text))
    kept = []
    for place, letter in enumerate(text):
        kind = unicodedata.category(letter)
        if letter in "\u200c\u200d" and _joins(text, place):
            kept.append(letter)
        elif kind in ("So", "Cc", "Co", "Cn", "Cs", "Zl", "Zp", "Zs"):
            kept.append(" ")
        elif letter in "·・":
            kept.append(" ")
        elif kind != "Cf" and not 0xFE00 <= ord(letter) <= 0xFE0F:
            kept.append(letter)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def _joins(text, place):
    """Say whether an invisible joiner stands within a word of a script that has it."""
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(beside) == 2 and all(
        ord(letter) > 0x590 and unicodedata.category(letter)[0] in "LM"
        for letter in beside
    )


def _may_be_name(text):
    digits = sum(letter.isdigit() for letter in text)
    if not text or digits > _MOST_DIGITS or _NO_NAME.search(text):
        return False
    if _DOMAIN.search(_TITLE_IN_ONE.sub(r"\1. ", text)):
        return False
    words = [_bare(word).casefold() for word in text.split()]
    said = [word for word in words if word in _SENTENCE]
    is_sentence = len(words) > 2 and len(said) > 1
    return not is_sentence and not _MESSAGE & set(words)


def _given_part(text):
    """Return the part with the given name, and whether that is behind a comma, as in
    “RUIZ, ANA”."""
    text = _TITLE_IN_ONE.sub(r"\1. ", _ASIDE.sub(" ", text))
    before, _comma, after = text.partition(",")
    behind = [_bare(word).casefold() for word in after.replace(",", " ").split()]
    named = [word for word in behind if word and word not in _SUFFIXES]
    return (after.partition(",")[0], True) if named else (before, False)


def _without_titles(words):
    for count, word in enumerate(words):
        if word.casefold().replace(".", "") not in _TITLES:
            return words[count:], bool(count)
    return [], True


def _chosen(words, had_title):
    first = words[0]
    if _is_initial(first) and len(words) > 2:
        words = words[1:]
        first = words[0]
    # “Mrs. Smith”, “van der Berg”: that is the family's name
    alone = had_title and len(words) == 1
    is_family = first in _PARTICLES and len(words) > 1
    return "" if alone or is_family or not _is_word(first) else first


def _is_initial(word):
    return len(word.replace(".", "")) == 1 and word[0].isalpha()


def _is_word(word):
    """Say whether a word looks like a name: letters of one script, and few enough."""
    scripts = _scripts(word)
    letters = [letter for letter in word if letter.isalpha()]
    is_one_script = len(scripts) == 1 or (scripts and scripts <= _EAST_ASIAN)
    return (
        is_one_script
        and len(word) <= LONGEST
        and (len(letters) > 1 or scripts <= _EAST_ASIAN)
        and not re.search(r"[-'’ʼ]{2}", word)
        and not _is_piled_up(word)
        and not (scripts == {"LATIN"} and _is_noise(word.casefold(), letters))
    )


def _scripts(word):
    """Return the scripts of a word; another character than those of names is one more
    that fits to none."""
    scripts = set()
    for letter in word:
        kind = unicodedata.category(letter)
        if kind[0] == "L" and kind != "Lm":
            scripts.add(re.split(r"[ -]", unicodedata.name(letter, "?"))[0])
        elif kind not in ("Lm", "Mn", "Mc") and letter not in _WITHIN:
            scripts.add("?" + letter)
    return scripts


def _is_piled_up(word):
    """Say whether more signs stand on a letter than any language puts there."""
    count = 0
    for letter in word:
        count = count + 1 if unicodedata.category(letter)[0] == "M" else 0
        if count > 3 or (count > 1 and word[0] < "\u0590"):
            return True
    return bool(word) and unicodedata.category(word[0])[0] == "M"


def _is_noise(word, letters):
    """Say whether somebody only hit keys, or stands in for a name."""
    plain = unicodedata.normalize("NFD", word)
    return (
        word in _PLACEHOLDERS
        or len({letter.casefold() for letter in letters}) == 1
        or bool(re.search(r"(.)\1\1\1", word))
        or (len(letters) > 4 and not _VOWELS & set(plain) and plain.isascii())
    )


def _bare(word):
    word = word.strip(_MARKS).replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return re.sub(r"[‐‑‒–]", "-", word)


# how it is written


def _spelled(word):
    """Return the word as its bearer would write it, had the keyboard been kinder."""
    if word.islower() or word.isupper():
        return "-".join(_capital(part) for part in word.split("-"))
    if word[:1].islower() and word[1:].isupper():
        return word.swapcase()
    return word[:1].title() + word[1:]


def _capital(part):
    lower = part.lower()
    if (
        len(part) == 2
        and part.isascii()
        and (lower[1] == "j" or not _VOWELS & set(lower))
    ):
        return part.upper()
    head, apostrophe, tail = lower.partition("'")
    if apostrophe and len(head) == 1:
        return f"{head.upper()}'{tail[:1].upper()}{tail[1:]}"
    if lower.startswith("mc") and len(lower) > 4:
        return f"Mc{lower[2].upper()}{lower[3:]}"
    return lower[:1].title() + lower[1:]
