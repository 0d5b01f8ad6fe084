"""Phone numbers as people write them."""

import pytest
from django.core.exceptions import ValidationError

from core.phones import is_mobile, mask_phone, parse_phone, show_phone, validate_phone


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("06 39 98 12 34", "+33639981234"),
        ("06.39.98.12.34", "+33639981234"),
        ("+33 6 39 98 12 34", "+33639981234"),
        ("0033639981234", "+33639981234"),
        ("01 99 00 12 34", "+33199001234"),
        ("05 45 37 12 34", "+33545371234"),
        ("0262 20 12 34", "+262262201234"),
        ("0692 12 34 56", "+262692123456"),
        ("+32 2 555 12 12", "+3225551212"),
        ("+213 551 23 45 67", "+213551234567"),
    ],
)
def test_mobiles_landlines_overseas_and_foreign_numbers_are_understood(typed, written):
    assert parse_phone(typed) == written


@pytest.mark.parametrize("typed", ["", "12", "bonjour", "06 39 98 12", "06 39 98 12 34 56 78", "1" * 10_000, "☎️", "٠٦", "\x00"])
def test_what_cannot_be_a_number_is_refused_with_an_example(typed):
    assert parse_phone(typed) is None
    with pytest.raises(ValidationError, match="06 39 98 12 34"):
        validate_phone(typed)


def test_only_mobiles_receive_text_messages():
    assert is_mobile("+33639981234")
    assert is_mobile("+33612345678")
    assert not is_mobile("+33199001234")
    assert not is_mobile("+33545371234")


def test_a_number_is_shown_as_it_is_read_aloud_and_hidden_in_lists():
    assert show_phone("+33639981234") == "06 39 98 12 34"
    assert show_phone("+3225551212").startswith("+32")
    assert show_phone("") == ""
    assert mask_phone("+33639981234") == "••••••••••34"
