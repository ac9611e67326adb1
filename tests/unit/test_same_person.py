"""Who gave the same phone or email: may they be one person, by their names?"""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.same_person.names import may_be_same, says_who
from medspa_speed_to_lead.tools.same_person.nicknames import KNOWN, may_stand_for
from medspa_speed_to_lead.tools.same_person.people import Person, relation

SAME = [
    # equal, whatever the keyboard did
    ("Nora Diaz", "Nora Diaz"),
    ("Nora Diaz", "NORA DIAZ"),
    ("Nora Diaz", "  nora   diaz "),
    ("Nora Díaz", "Nora Diaz"),
    ("María José Núñez", "maria jose nunez"),
    ("Zoë Müller", "Zoe Muller"),
    ("O'Brien, Kate", "Kate O’Brien"),
    ("Jean-Luc Picard", "Jean Luc Picard"),
    ("Mary Ann Smith", "Maryann Smith"),
    ("Smith Maryann", "Mary Ann Smith"),
    ("Juan De La Cruz", "Juan Delacruz"),
    ("Juan de la Cruz", "Juan Cruz"),
    # order
    ("Nora Diaz", "Diaz Nora"),
    ("Diaz, Nora", "Nora Diaz"),
    ("RUIZ LOPEZ, ANA", "Ana Ruiz Lopez"),
    # one side says nothing, or less
    ("Nora Diaz", ""),
    ("", ""),
    ("Nora Diaz", "nora@patient.example"),
    ("Nora Diaz", "512-555-0143"),
    ("Nora Diaz", "Test"),
    ("Nora Diaz", "n/a"),
    ("Nora Diaz", "Unknown"),
    ("Nora Diaz", "Nora"),
    ("Nora Diaz", "Diaz"),
    ("Nora Diaz", "Mrs. Diaz"),
    ("Dr. Nora Diaz", "Nora Diaz, MD"),
    # initials
    ("Nora Diaz", "N. Diaz"),
    ("Nora Diaz", "Nora D."),
    ("Nora Diaz", "N D"),
    ("Nora Diaz", "ND"),
    ("Nora Elena Diaz", "Nora E. Diaz"),
    ("Nora Elena Diaz", "N. E. Diaz"),
    # middle names
    ("Nora Elena Diaz", "Nora Diaz"),
    ("Nora Diaz Lopez", "Nora Diaz"),
    ("Nora Elena Diaz Lopez", "Nora Lopez"),
    # nicknames
    ("Elizabeth Ruiz", "Liz Ruiz"),
    ("Beth Ruiz", "Elizabeth Ruiz"),
    ("Bill Gates", "William Gates"),
    ("Bob Hall", "Robert Hall"),
    ("Peggy Hall", "Margaret Hall"),
    ("Jen Lee", "Jennifer Lee"),
    ("Jenny", "Jennifer Lee"),
    ("Kate Moss", "Katherine Moss"),
    ("Tony Soto", "Anthony Soto"),
    ("Pepe Soto", "José Soto"),
    ("Paco Soto", "Francisco Soto"),
    ("Lupita Soto", "Guadalupe Soto"),
    ("Memo Soto", "Guillermo Soto"),
    ("Chelo Soto", "Consuelo Soto"),
    ("Nacho Soto", "Ignacio Soto"),
    ('Elizabeth "Liz" Ruiz', "Elizabeth Ruiz"),
    ("Sara Lee", "Sarah Lee"),
    ("Brian Lee", "Bryan Lee"),
    # one letter
    ("Nora Diaz", "Nora Dias"),
    ("Jennifer Lee", "Jenifer Lee"),
    ("Jennifer Lee", "Jennifre Lee"),
    ("Nora Gonzalez", "Nora Gonzales"),
    ("Nora Diaz", "Nora Diazz"),
    # a suffix that one of them leaves out
    ("John Hall Jr.", "John Hall"),
    ("Sr. José Ruiz", "José Ruiz"),
    ("王芳", "王芳"),
]
DIFFERENT = [
    ("Maria Sol", "Ana Sol"),
    ("Nora Diaz", "Mona Diaz"),
    ("Nora Diaz", "Ben Diaz"),
    ("Nora Diaz", "Mona Lee"),
    ("Maria Sol", "Mario Sol"),
    ("Julia Soto", "Julio Soto"),
    ("Paul Hall", "Paula Hall"),
    ("Daniel Hall", "Daniela Hall"),
    ("Eric Hall", "Erica Hall"),
    ("Tina Hall", "Gina Hall"),
    ("Tim Hall", "Kim Hall"),
    ("Dan Hall", "Jan Hall"),
    ("Joan Hall", "Jean Hall"),
    ("Jane Hall", "Jana Hall"),
    ("Lee Ann", "Leo Ann"),
    ("N. Diaz", "Mona Diaz"),
    ("Nora D.", "Nora Lee"),
    ("ND", "Mona Lee"),
    ("John Hall Jr.", "John Hall Sr."),
    ("John Hall II", "John Hall III"),
    ("Ana", "Ana's mom"),
    ("Ana Sol (mother)", "Maria Sol"),
    ("Maria Sol Garcia", "Maria Lopez"),
    ("Nora Diaz", "Nora Lopez"),
    ("Jennifer Lee", "Jenifer Leed"),
    ("Maria Elena Sol", "Maria Teresa Sol"),
    ("Liz Ruiz", "Ana Ruiz"),
    ("Bill Hall", "Bob Hall"),
    ("王芳", "李娜"),
    ("Nora", "Mona"),
]
TEXT = st.text(max_size=40)
NAME = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzABCDEFáéíóúñüçÁÉÑ", min_size=2, max_size=12),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_may_be_one_person(one, other):
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_cannot_be_one_person(one, other):
    assert not may_be_same(one, other)
    assert not may_be_same(other, one)


@given(TEXT)
def test_a_name_may_be_itself(name):
    assert may_be_same(name, name)


@given(TEXT, TEXT)
def test_it_does_not_matter_which_was_first(one, other):
    assert may_be_same(one, other) == may_be_same(other, one)


@given(TEXT)
def test_a_name_that_says_nothing_may_be_anybodys(name):
    assert may_be_same(name, "")


@given(NAME, st.randoms(use_true_random=False))
def test_order_case_and_accents_do_not_matter(name, random):
    words = name.split()
    random.shuffle(words)
    other = unicodedata.normalize("NFD", " ".join(words))
    assert may_be_same(name, random.choice((other, other.upper(), other.title())))


@given(st.sampled_from(sorted(KNOWN)), st.sampled_from(sorted(KNOWN)))
def test_two_names_that_exist_are_no_typing_errors_of_each_other(one, other):
    assume(not may_stand_for(one, other) and one != other)
    assume(says_who(one) and says_who(other))
    assume(not {"di", "van"} & {one, other})  # of a family name as well
    assert not may_be_same(f"{one} Whitfield", f"{other} Whitfield")


def test_the_table_is_folded():
    for name in KNOWN:
        assert name == name.lower()
        assert name.isascii()


# how they stand to each other

PHONE, OTHER_PHONE = "+15125550143", "+15125550199"
EMAIL, OTHER_EMAIL = "maria@patient.example", "ana@patient.example"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Person("Maria Sol", PHONE, ""), "same"),
        (Person("M. Sol", OTHER_PHONE, EMAIL), "same"),
        (Person("", PHONE, OTHER_EMAIL), "same"),
        (Person("Ana Sol", PHONE, EMAIL), "doubtful"),
        (Person("Ana Sol", PHONE, OTHER_EMAIL), "shares"),
        (Person("Ana Sol", PHONE, ""), "shares"),
        (Person("Maria Sol", OTHER_PHONE, OTHER_EMAIL), ""),
        (Person("Maria Sol", "", ""), ""),
    ],
)
def test_what_agrees_says_what_they_are_to_each_other(other, expected):
    maria = Person("Maria Sol", PHONE, EMAIL)
    assert relation(maria, other) == expected
    assert relation(other, maria) == expected


def test_placeholders_identify_nobody():
    one = Person("Maria Sol", "+15555555555", "none@none.com")
    assert relation(one, one) == ""
    # what agrees beside them counts alone
    maria = Person("Maria Sol", PHONE, "none@none.com")
    assert relation(maria, Person("Ana Sol", PHONE, "none@none.com")) == "shares"
