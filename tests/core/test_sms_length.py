"""Segments as the network counts them."""

import pytest

from core.sms_length import length_of, outside_gsm, segments, to_gsm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # an escape and a character: two each
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # no character is cut in two: 152, then 153, then the rest
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("م" * 134, 2),
        ("م" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        ("a" * 66 + "🙂" + "a" * 66, 3),  # nor is an emoji
    ],
)
def test_segments_are_those_the_network_counts(text, expected):
    assert segments(text) == expected


def test_what_makes_a_text_dear_is_named():
    assert outside_gsm("C’est l’été, même à Noël") == "’êë"
    assert outside_gsm(to_gsm("C’est l’été, même à Noël")) == ""


def test_the_room_left_is_that_of_as_many_segments():
    assert (length_of("a" * 200).room, length_of("م").room, length_of("a").is_gsm, length_of("م").is_gsm) == (306, 70, True, False)
