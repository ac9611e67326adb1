"""What is repeated of a name that somebody typed: a first name, or nothing."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.person_name import LONGEST, first_name

NAMES = {
    "Ana": "Ana",
    "Ana Ruiz": "Ana",
    "  Ana   Ruiz ": "Ana",
    "JENNIFER": "Jennifer",
    "jennifer": "Jennifer",
    "jENNIFER": "Jennifer",
    "jennifer o'brien": "Jennifer",
    "RUIZ, ANA": "Ana",
    "Ruiz,Ana": "Ana",
    "Ruiz, Ana M.": "Ana",
    "Ruiz Lopez, Ana": "Ana",
    "de la Cruz, María José": "María",
    "Ana Ruiz, MD": "Ana",
    "Ana Ruiz, Jr.": "Ana",
    "Ana Ruiz MD, PhD": "Ana",
    "Ruiz, Dr. Ana": "Ana",
    "Dr. Ana Ruiz": "Ana",
    "Dr.Ana Ruiz": "Ana",
    "dr ana ruiz": "Ana",
    "Mrs. Ana Ruiz": "Ana",
    "Prof. Dr. Ana Ruiz": "Ana",
    "Sra. Ana Ruiz": "Ana",
    "Mary Ann Smith": "Mary",
    "Mary-Ann Smith": "Mary-Ann",
    "MARY-ANN SMITH": "Mary-Ann",
    "Jean-Luc": "Jean-Luc",
    "O'Brien": "O'Brien",
    "O’BRIEN": "O'Brien",
    "D'ANGELO": "D'Angelo",
    "McKenna": "McKenna",
    "MCKENNA JONES": "McKenna",
    "LaToya": "LaToya",
    "DeShawn": "DeShawn",
    "Ta'Nisha": "Ta'Nisha",
    "Ana (Annie) Ruiz": "Ana",
    'Ana "Annie" Ruiz': "Ana",
    "Ana & Ben": "Ana",
    "Ana and Ben Ruiz": "Ana",
    "J. Robert Hall": "Robert",
    "AJ Smith": "AJ",
    "TJ": "TJ",
    "JO": "Jo",
    "Bo": "Bo",
    "Ng": "Ng",
    "Lynn": "Lynn",
    "Will Grant": "Will",
    "May": "May",
    "Christopher Guest": "Christopher",
    "Zoë Müller": "Zoë",
    "Zoe\u0308 Müller": "Zoë",
    "ÉLODIE": "Élodie",
    "Nguyễn Thị Hương": "Nguyễn",
    "Łukasz": "Łukasz",
    "Ana 💕": "Ana",
    "💕Ana💕": "Ana",
    "*Ana*": "Ana",
    "Ana!": "Ana",
    "Ana 2": "Ana",
    "Ana Ruiz (she/her)": "Ana",
    "Ana Ruiz she / her / hers": "Ana",
    "My Nguyen": "My",
    "Ming To": "Ming",
    "Nan Free": "Nan",
    "Bar Cohen": "Bar",
    "Van Morrison": "Van",
    "O`Brien": "O'Brien",
    "Ka\u02bbiulani": "Ka'iulani",
    "佐々木 希": "佐々木 希",
    "Patient 1": "Patient",
    "Ａｎａ Ｒｕｉｚ": "Ana",
    "A\u200bna\u202e Ruiz": "Ana",
    "Анна Иванова": "Анна",
    "АННА": "Анна",
    "Ελένη": "Ελένη",
    "王小明": "王小明",
    "李": "李",
    "山田 太郎": "山田 太郎",
    "김민준": "김민준",
    "김 민준": "김 민준",
    "ユーリ": "ユーリ",
    "محمد علي": "محمد",
    "مُحَمَّد": "مُحَمَّد",
    "فاطمه‌زهرا": "فاطمه‌زهرا",
    "דוד כהן": "דוד",
    "प्रिया शर्मा": "प्रिया",
    "สมชาย ใจดี": "สมชาย",
    "Նարե": "Նարե",
    "ნინო": "ნინო",
}
NO_NAMES = [
    None,
    "",
    " ",
    "https://evil.example/refund",
    "HTTPS://EVIL.EXAMPLE",
    "evil.example",
    "evil．example",
    "evil。example",
    "bit.ly",
    "www evil example",
    "Visit evil.example",
    "Ana evil.example",
    "Ana https://evil.example",
    "Ana, https://evil.example",
    "hxxp//evil",
    "ana@evil.example",
    "Ana @evil",
    "Ana (https://evil.example)",
    "512-555-0143",
    "Ana call 18005550199",
    "Ana 512 555 0143",
    "٠١٢٣٤٥٦٧٨٩",
    "<b>Ana</b>",
    "<img src=x onerror=1>",
    "Ana<script>",
    "{{ object.user_id }}",
    "${x}",
    "%s",
    "{'first': 'Ana'}",
    "$500 refund",
    "Your refund",
    "Claim your free gift",
    "Call me about this",
    "Please call me back",
    "URGENT: verify account",
    "Ana\r\nBcc: evil@evil.example",
    "test",
    "Test",
    "Test Test",
    "asdf",
    "Asdf Asdf",
    "qwerty",
    "sdfghjkl",
    "aaa",
    "Xx",
    "Anaaaaaa",
    "N/A",
    "none",
    "null",
    "Anonymous",
    "Hello there",
    "💕",
    "👩‍⚕️",
    "-",
    "...",
    "'",
    "J",
    "J.",
    "J. Smith",
    "Mrs. Smith",
    "Dr. Ruiz",
    "Dr.",
    "van der Berg",
    "de la Cruz",
    "Supercalifragilisticexpialidocious",
    "x" * 5000,
    "Ana " * 50,
    "А" + "na",  # a Cyrillic letter among Latin ones
    "Аnnа",
    "A\u0301\u0302\u0303\u0304\u0305na",
    "Ana_Ruiz",
    "Ana#1",
    "王小明王小明王小明王小明",
]


@pytest.mark.parametrize(("typed", "repeated"), NAMES.items())
def test_names_are_repeated(typed, repeated):
    assert first_name(typed) == repeated


@pytest.mark.parametrize("typed", NO_NAMES)
def test_nothing_else_is(typed):
    assert first_name(typed) == ""


@pytest.mark.parametrize("typed", NAMES)
def test_what_is_repeated_is_a_name_again(typed):
    assert first_name(first_name(typed)) == first_name(typed)


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                *filter(None, NO_NAMES),
                *NAMES,
                ",",
                ".",
                "//",
                "@",
                "<",
                "\r\n",
                "\u202e",
            ]
        ),
        max_size=4,
    ).map("".join)
)
@example("Ana\u2028Bcc")
@example("ﷺ")
@example("ǆ")
@example("İ")
@example("ﬁ")
def test_whatever_is_typed_only_letters_are_repeated(typed):
    said = first_name(typed)
    assert len(said) <= LONGEST + 2
    for letter in said:
        kind = unicodedata.category(letter)
        assert kind[0] in "LM" or letter in "-' \u200c\u200d", (typed, said, letter)
    assert "  " not in said
    assert said == said.strip(" -'")


@given(st.text("abc.:/@<>0123456789", min_size=1))
def test_no_address_is_ever_repeated(typed):
    said = first_name(f"Ana {typed}")
    assert said in ("", "Ana")
