"""Who it is: the name, the phone and the email among the fields that may be them."""

import re
from dataclasses import dataclass

from . import labels, namelike, numbers, values
from .fields import NAMES, SENDER, understand
from .wire.clean import line
from .words import whose

_MOST_TRIED = 12  # reading a number takes a tenth of a millisecond or more
_MOST_TEXTS = 3
_FORM_WORDS = set(
    "form contact quote request landing page consultation consult inquiry enquiry lead "
    "leads newsletter signup subscribe webform website booking book survey quiz popup "
    "footer sidebar offer promo get us new submission test formulario contacto".split()
)


@dataclass
class Person:
    """A person's name and addresses; see :class:`.card.Read` for each."""

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    emails: tuple[str, ...] = ()
    email_is_doubtful: bool = False
    phone: str = ""
    phones: tuple[str, ...] = ()
    extension: str = ""

    @property
    def is_somebody(self):
        return any((self.name, self.first_name, self.last_name, self.email, self.phone))


def among(said, country, mapping):
    """Return what was said as fields, and the :class:`Person` in them."""
    fields = [understand(one, country, mapping) for one in said]
    person = find(fields, country)
    if not person.is_somebody:  # "business" around a form does not make it another's
        fields = [understand(one, country, mapping, of_anybody=True) for one in said]
        person = find(fields, country)
    return fields, person


def find(fields, country):
    """Return the :class:`Person` in some fields, and mark those as used."""
    person, scopes = Person(), []
    _find_email(person, fields, scopes)
    _find_phone(person, fields, country, scopes)
    _find_name(person, fields, scopes)
    if not (person.phone and person.email):
        _find_in_words(person, fields, country)
    return person


def filled(fields, *meanings):
    """Return the fields of some meanings that hold something, the surest first."""
    found = [one for one in fields if one.meaning in meanings and one.text]
    return sorted(found, key=lambda one: one.doubt)


def _find_email(person, fields, scopes):
    found = [
        (one, values.emails(one.text)) for one in filled(fields, "email", "contact")
    ]
    found = [(one, emails) for one, emails in found if emails.address]
    found.sort(key=lambda pair: pair[1].is_doubtful)
    # whoever sent a mail with a form in it is the form
    is_patients = [pair for pair in found if pair[0].doubt < SENDER]
    found = is_patients or [p for p in found if not _is_letterhead(p[0], fields)]
    if not found:
        return
    owners = [whose.is_of_another(one.scope) for one, _emails in found]
    typed = [
        (one.address, *one.others)
        for (_field, one), owner in zip(found, owners, strict=True)
        if owner <= owners[0]
    ]
    person.emails = tuple(dict.fromkeys(sum(typed, ())))[:_MOST_TRIED]
    field, emails = found[0]
    person.email, person.email_is_doubtful = emails.address, emails.is_doubtful
    scopes.append(field.scope)
    for one, others in found:
        # a second address stays in sight
        if others.address.lower() == person.email.lower() and not others.others:
            is_all = not emails.is_doubtful and not _says_more(one.text, others.address)
            one.used = one.meaning == "email" and is_all


def _is_letterhead(field, fields):
    """Say whether a sender stands above a mail that says who wrote."""
    kinds = (*NAMES, "phone")
    told = [one for one in fields if one.meaning in kinds and one.text]
    return any(len(one.scope) > len(field.scope) for one in told)


def _says_more(text, address):
    """Say whether a person wrote something besides the address."""
    words = text.replace(address, " ").split()
    known = {"mailto", *address.lower().replace("@", "+").split("+")}
    return any(
        any(map(str.isalpha, word)) and word.strip("<>:;,.()").lower() not in known
        for word in words
    )


def _find_phone(person, fields, country, scopes):
    candidates = filled(fields, "phone", "contact")[:_MOST_TRIED]
    read = []
    for field in candidates:
        text, home = _whole_phone(field, fields, country)
        read.append((field, text, numbers.read(text, home)))
    numbered = [one for one in read if one[2].numbers]
    # short of a number, what was typed is shown
    typed = [
        one for one in read if sum(map(str.isdigit, one[1])) > 5 and "@" not in one[1]
    ]
    for field, text, phones in (numbered or typed)[:1]:
        person.extension = phones.extension
        person.phone = phones.numbers[0] if phones.numbers else line(text)
        scopes.append(field.scope)
    person.phones = tuple(
        dict.fromkeys(
            number for _field, _text, phones in numbered for number in phones.numbers
        )
    )
    for field, _text, phones in numbered or typed[:1]:
        is_all = not phones.words and not phones.extension and len(phones.numbers) < 2
        is_first = not phones.numbers or phones.numbers[0] == person.phone
        field.used = is_all and is_first and field.meaning == "phone"
        if field.used:
            for part in _parts(field, fields):
                part.used = True


def _parts(field, fields):
    """Return the boxes beside a phone: its country and area, or all of its three."""
    beside = [one for one in fields if one.scope == field.scope and one.text]
    kinds = ("phone_area", "phone_country", "phone_extension")
    if _is_short(field):
        return [one for one in beside if one.meaning == "phone" and _is_short(one)]
    return [one for one in beside if one.meaning in kinds]


def _is_short(field):
    return field.text.strip().isdigit() and len(field.text.strip()) < 5


def _whole_phone(field, fields, country):
    """Return a number with what stands in boxes beside it, and where it is dialed."""
    several = numbers.joined(field.said.values)
    if several:
        return several, country
    text = field.text
    if _is_short(field):
        return "".join(one.text.strip() for one in _parts(field, fields)), country
    parts = {one.meaning: one.text.strip() for one in reversed(_parts(field, fields))}
    digits = sum(map(str.isdigit, text))
    area, code = parts.get("phone_area", ""), parts.get("phone_country", "")
    if area.isdigit() and digits < 9:
        text = f"{area} {text}"
    if re.fullmatch(r"[A-Za-z]{2}", code):
        country = code.upper()
    elif not text.strip().startswith("+") and (digits < 11 or area):
        text = numbers.with_code(text, code, country)
    if parts.get("phone_extension", "").isdigit():
        text = f"{text} ext {parts['phone_extension']}"
    return text, country


def _find_in_words(person, fields, country):
    """Take an address that somebody wrote in their words, short of a field for it."""
    for one in filled(fields, "message")[:_MOST_TEXTS]:
        if not person.phone and (phones := numbers.read_words(one.text, country)):
            person.phones, person.phone = phones, phones[0]
        if not person.email and (email := values.email_in_words(one.text)):
            person.email, person.emails = email, (email,)


def _find_name(person, fields, scopes):
    whole = filled(fields, "name")
    whole.sort(
        key=lambda one: (
            one.doubt,
            one.scope not in scopes,
            not whose.is_explicit(one.said.label),
        )
    )
    first, middle, last = (_first(filled(fields, one), scopes) for one in NAMES[1:])
    whole = [
        one for one in whole if not _is_forms_name(one, fields, scopes, first or last)
    ]
    parts = [one for one in (first, middle, last) if one]
    if parts:  # by which one somebody goes is no part of it
        whole = [one for one in whole if one.doubt < 2]
    name = whole[0] if whole else None
    if name and not _is_better(parts, name):
        person.name = line(name.text)
        _use(parts, person.name)
    elif parts:
        _take_parts(person, first, middle, last, name)
    else:  # a guess: its fields are shown all the same
        guessed = namelike.by_place(fields) or namelike.senders(fields, person.email)
        person.name = " ".join(map(line, guessed))
    for one in whole:
        one.used = one.used or line(one.text).casefold() == _full(person).casefold()


def _full(person):
    return person.name or " ".join(filter(None, (person.first_name, person.last_name)))


def _first(fields, scopes):
    fields = sorted(fields, key=lambda one: (one.doubt, one.scope not in scopes))
    return fields[0] if fields else None


def _use(parts, name):
    for one in parts:
        one.used = line(one.text).casefold() in name.casefold()


def _take_parts(person, first, middle, last, name):
    given = " ".join(line(one.text) for one in (first, middle) if one)
    family = line(last.text) if last else ""
    if name and not last:  # "name" beside "first name" is the family's
        family = line(name.text)
        name.used = True
    elif name and not first and " " not in line(name.text):
        given = line(name.text)
        name.used = True
    if family and given.casefold().endswith(" " + family.casefold()):
        given, family, person.name = "", "", given
    person.first_name, person.last_name = given, family
    for one in filter(None, (first, middle, last)):
        one.used = True


def _is_better(parts, name):
    """Say whether the parts of a name say more than a whole one."""
    said = [word for one in parts for word in line(one.text).casefold().split()]
    whole = line(name.text).casefold().split()
    if len(parts) == 1 and len(whole) > 1:
        return False
    return len(said) > len(whole) or not set(said) <= set(whole) if said else False


def _is_forms_name(field, fields, scopes, has_parts):
    """Say whether a name is the form's own: it stands outside of what was said."""
    outside = [
        s
        for s in scopes
        if len(s) > len(field.scope) and s[: len(field.scope)] == field.scope
    ]
    in_form = labels.words(field.scope[-1])[-1:] == ("form",) if field.scope else False
    if not outside and not (in_form and field.scope not in scopes):
        return False
    names = [one for one in filled(fields, "name") if one.scope in scopes]
    others = [o for o in names if o is not field and o.doubt <= field.doubt]
    said = set(labels.words(field.text))
    beside = [one for one in fields if one.scope == field.scope]
    is_technical = any(one.meaning == "technical" for one in beside)
    return bool(has_parts or others or said & _FORM_WORDS or is_technical or in_form)
