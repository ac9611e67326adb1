"""A table of names that people gave with the same phone or email.

*Same*: the open inquiry goes on. *Doubt*: two cards, and a person decides. *Different*:
two cards, linked; with both addresses alike a person decides as well.
"""

import pytest

from medspa_speed_to_lead.tools.same_person.names import compare, may_be_same
from medspa_speed_to_lead.tools.same_person.people import Person, relation

SAME = """
# nicknames, both languages
Bill Hall / William Hall
Will Hall / William Hall
Bob Hall / Robert Hall
Beth Hall / Elizabeth Hall
Betty Hall / Elizabeth Hall
Peggy Hall / Margaret Hall
Dick Hall / Richard Hall
Jack Hall / John Hall
Becky Hall / Rebecca Hall
Kathy Hall / Kathleen Hall
Sandy Hall / Sandra Hall
Chuck Hall / Charles Hall
Tish Hall / Letitia Hall
Pepe Soto / José Soto
Lupe Soto / Guadalupe Soto
Paco Soto / Francisco Soto
Pancho Soto / Francisco Soto
Chuy Soto / Jesús Soto
Nacho Soto / Ignacio Soto
Beto Soto / Alberto Soto
Lalo Soto / Eduardo Soto
Quique Soto / Enrique Soto
Concha Soto / Concepción Soto
Tere Soto / Teresa Soto
Lety Soto / Leticia Soto
Mike Soto / Miguel Soto
Joe Soto / José Soto
# abbreviations as they are written in Spanish, and old ones in English
Ma. Lopez / Maria Lopez
Ma Lopez / Maria Lopez
M. Lopez / Maria Lopez
Mª Lopez / María Lopez
MA. LOPEZ / María López
Ma. Elena Lopez / Maria Elena Lopez
Ma. del Carmen Ruiz / Maria del Carmen Ruiz
Ma. del Carmen Ruiz / Carmen Ruiz
Ma. / Maria
Fco. Lopez / Francisco Lopez
Fco. Lopez / Paco Lopez
Gpe. Lopez / Guadalupe Lopez
Ana Hdz / Ana Hernandez
Ana Mtz. / Ana Martinez
Wm. Hall / William Hall
# double surnames
Maria Lopez Garcia / Maria Lopez
Maria Lopez Garcia / Maria Garcia
Maria Lopez-Garcia / Maria Lopez
Maria Lopez-Garcia / Maria Lopez Garcia
Maria Lopez de Garcia / Maria Lopez
Maria Lopez de Garcia / Maria Garcia
Ana Ruiz y Gomez / Ana Ruiz Gomez
Ramón y Cajal, Ana / Ana Ramon
# particles
Maria de la Cruz / Maria Cruz
Maria De La Cruz / Maria Delacruz
Ana van Dyke / Ana Vandyke
Ana van Dyke / Ana Dyke
Ana Del Rio / Ana Rio
Ana De Leon / Ana Deleon
# order
Lopez, Maria / Maria Lopez
LOPEZ GARCIA, MARIA / Maria Lopez
Lopez Maria / Maria Lopez
Lopez, Jr., John / John Lopez Jr.
# titles and suffixes
Dr. Ana Ruiz / Ana Ruiz
Mrs. Ruiz / Ana Ruiz
Ms. Ana Ruiz / Mrs. Ana Ruiz
Sra. Ana Ruiz / Ana Ruiz
Ana Ruiz, RN / Ana Ruiz
John Hall Jr. / John Hall Junior
John Hall III / John Hall
# one side says nothing, or less
Ana Ruiz / -
Ana Ruiz / n/a
Ana Ruiz / Ana
Ana Ruiz / Ruiz
Ana Maria Ruiz / Ana Ruiz
Ana M. Ruiz / Ana Maria Ruiz
A. Ruiz / Ana Ruiz
AR / Ana Ruiz
# one letter inside or at the end, or two that changed places
Jennifer Lee / Jenifer Lee
Jennifer Lee / Jennifre Lee
Jennifer Lee / Ejnnifer Lee
Jennifer Lee / Jennifes Lee
Alison Hall / Allison Hall
Marisol Ruiz / Marison Ruiz
Ana Gonzalez / Ana Gonzales
Ana Gomzalez / Ana Gonzalez
Ana Rodriguez / Ana Rodriguex
Kayleigh Hall / Kayliegh Hall
# "one letter" counts for a surname of the same first name as well: an address agrees
# beside it, and two people called Rosa at one phone are rarer than a slip of the thumb
Rosa Diaz / Rosa Diez
Ana Ruiz / Ana Tuiz
Maria Lopez / Maria Kopez
# other first letters that sound alike
Kristal Ruiz / Cristal Ruiz
Yessica Ruiz / Jessica Ruiz
Veronica Ruiz / Beronica Ruiz
# two people in one box, twice the same two
Maria and Jose Lopez / Maria & Jose Lopez
Maria & Jose Lopez / Jose & Maria Lopez
Maria y José López / MARIA & JOSE LOPEZ
Maria and Jose / Jose and Maria
Mr. & Mrs. Ruiz / Mr and Mrs Ruiz
"""
DOUBT = """
# two people in one box, and one of them
Maria and Jose / Maria
Maria and Jose / Maria Lopez
Maria & Jose Lopez / Maria Lopez
Maria & Jose Lopez / Jose Lopez
Maria + Jose Lopez / Jose Lopez
Maria y Jose Lopez / Maria Lopez
Maria/Jose Lopez / Maria Lopez
Maria & Jose Lopez / Maria Jose Lopez
Maria and Jose / Maria & Jose Lopez
Bill & Ana Hall / William Hall
Mr. & Mrs. Ruiz / Ana Ruiz
Ruiz Family / Ana Ruiz
Familia Ruiz / Ana Ruiz
# a first letter may be a slip, or another name that we do not know
Kennifer Hall / Jennifer Hall
ennifer Hall / Jennifer Hall
Jennifer / Kennifer
Thuyen Hall / Nhuyen Hall
Hall Zaylani / Hall Kaylani
# a woman and a man
Maria Jose Lopez / Jose Maria Lopez
Maria Lopez / Jose Maria Lopez
Jose Lopez / Maria Jose Lopez
# same first name, another surname: married, or another person
Maria Smith / Maria Lopez
Nora Diaz / Nora Lopez
Beth Smith / Elizabeth Lopez
Ana Sol Ruiz / Ana Lopez
Thuy Nguyen / Thuy Tran
"""
DIFFERENT = """
# twins, sisters, brothers with one phone
Kaylee Hall / Baylee Hall
Kaylee / Baylee
Jayden Hall / Hayden Hall
Jayden Hall / Kayden Hall
Mia Hall / Lia Hall
Tina Hall / Gina Hall
Hailey Hall / Bailey Hall
Kayla Hall / Layla Hall
Ella Hall / Bella Hall
Eva Hall / Ava Hall
Emma Hall / Gemma Hall
Aiden Hall / Jaiden Hall
Marissa Hall / Larissa Hall
Madison Hall / Addison Hall
Brianna Hall / Arianna Hall
Mason Hall / Jason Hall
Karen Hall / Maren Hall
Rylee Hall / Kylee Hall
Landon Hall / Brandon Hall
Logan Hall / Hogan Hall
Molly Hall / Holly Hall
Sonia Ruiz / Tonia Ruiz
Marina Ruiz / Karina Ruiz
Marisa Ruiz / Larisa Ruiz
Elena Ruiz / Selena Ruiz
Hall, Kaylee / Hall, Baylee
Jose Luis Ruiz / Jose Manuel Ruiz
Maria Elena Sol / Maria Teresa Sol
Maria Elena Sol / Maria Teresa Lopez
# letters that make a woman of a man
Maria Cruz / Mario Cruz
Julia Cruz / Julio Cruz
Paul Cruz / Paula Cruz
# father and son
John Hall Jr. / John Hall Sr.
John Hall, Jr. / John Hall, III
John Hall II / John Hall III
# about somebody
Ana Sol / Ana's mom
Ana's mother / Ana
# he and she
Mr. Ruiz / Mrs. Ruiz
Sr. Ruiz / Sra. Ruiz
# neither of these two
Maria & Jose Lopez / Ana Lopez
Maria & Jose Lopez / Kevin Hall
Maria & Jose Lopez / Ana & Kevin Hall
# others
Ma. Lopez / Martha Lopez
Ma. Lopez / Ana Lopez
Maria Smith / Ana Lopez
Maria Lopez / Ana Lopez
Gpe. Lopez / Francisco Lopez
N. Diaz / Mona Diaz
"""


def pairs(table):
    """Return ``[(one, other), ...]`` of the lines of a table; ``-`` is no name."""
    lines = [line for line in table.strip().splitlines() if not line.startswith("#")]
    found = [line.split(" / ") for line in lines]
    return [(one, "" if other == "-" else other) for one, other in found]


def relations(one, other, email):
    """Return what two are to each other who share a phone, in both directions."""
    left = Person(one, "+15125550143", "one@patient.example")
    right = Person(other, "+15125550143", email)
    return {relation(left, right), relation(right, left)}


def test_the_table_is_long():
    assert sum(len(pairs(table)) for table in (SAME, DOUBT, DIFFERENT)) >= 170


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_who_goes_on_with_the_open_inquiry(one, other):
    assert may_be_same(one, other)
    assert relations(one, other, "") == {"same"}


@pytest.mark.parametrize(("one", "other"), pairs(DOUBT))
def test_in_doubt_two_cards_and_a_person_decides(one, other):
    assert not may_be_same(one, other)
    assert relations(one, other, "") == {"doubtful"}


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_others_are_two_and_decided_only_where_both_addresses_agree(one, other):
    assert compare(one, other) == compare(other, one) == "different"
    assert relations(one, other, "") == {"shares"}
    assert relations(one, other, "one@patient.example") == {"doubtful"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Maria Smith", "Maria Lopez", "same"),
        ("Beth Smith", "Elizabeth Lopez", "same"),
        ("Lopez, Ana", "Ana Smith", "same"),
        # two first names each: sisters
        ("Maria Elena Sol", "Maria Teresa Lopez", "doubtful"),
        ("M. Smith", "Maria Lopez", "doubtful"),
        ("Kennifer Hall", "Jennifer Hall", "doubtful"),
        ("Maria & Jose Lopez", "Maria Smith", "doubtful"),
    ],
)
def test_who_married_keeps_first_name_phone_and_email(one, other, expected):
    assert relations(one, other, "one@patient.example") == {expected}
