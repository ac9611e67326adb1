from medspa_speed_to_lead.tools.reason import REASONS, Reason, code_of


def test_reason_is_its_words():
    reason = Reason("off", "It is off.")
    assert reason == "It is off."
    assert f"{reason} So." == "It is off. So."


def test_its_code_is_counted():
    assert code_of(Reason("off", "It is off.")) == "off"


def test_words_alone_have_no_code():
    assert code_of("It is off.") is False
    assert code_of(None) is False
    assert code_of(False) is False


def test_what_is_stored_are_plain_words():
    assert type(str(Reason("off", "It is off."))) is str


def test_codes_are_unique():
    codes = [code for code, _words in REASONS]
    assert len(codes) == len(set(codes))
