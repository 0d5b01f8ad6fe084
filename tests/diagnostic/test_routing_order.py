"""Within a rule: teaches the skill, then a free seat, then language, then distance, then date."""

from datetime import UTC, datetime

import pytest

from diagnostic.engine import Class, Outcome
from diagnostic.routing import Doors, Needs, route

from .test_routing_rules import session

MISSING_C1 = Outcome(Class.BEGINNER, missing=("C1",))


def first(*sessions, needs=Needs(language="ar")):  # noqa: B008
    """The one shown first, whichever way round they come."""
    shown = {route(MISSING_C1, needs, Doors(sessions=order)).main.session_id for order in (sessions, sessions[::-1])}
    assert len(shown) == 1
    return shown.pop()


BASE = {"skills": ("C1",), "language": "ar", "km": 10.0, "starts": "2026-12-05T09:00", "free": 3}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"free": 0, "language": "fr", "km": 29.0, "starts": "2027-01-20T09:00"}, {"skills": ("A1",)}),
        ({"language": "fr", "km": 29.0, "starts": "2027-01-20T09:00"}, {"free": 0}),
        ({"km": 29.0, "starts": "2027-01-20T09:00"}, {"language": "fr"}),
        ({"starts": "2027-01-20T09:00"}, {"km": 10.1}),
        ({}, {"starts": "2026-12-06T09:00"}),
    ],
    ids=["skill before seat", "seat before language", "language before distance", "distance before date", "date last"],
)
def test_each_reason_outweighs_all_that_follow(better, worse):
    assert first(session(2, **{**BASE, **better}), session(1, **{**BASE, **worse})) == 2


def test_a_tie_goes_to_the_lower_id_so_that_the_same_answers_give_the_same_route():
    assert first(session(7, **BASE), session(3, **BASE)) == 3


def test_of_two_missing_skills_the_first_is_taught_first():
    outcome = Outcome(Class.BEGINNER, missing=("B1", "C1"))
    doors = Doors(sessions=(session(1, skills=("C1",), km=1.0), session(2, skills=("B1",), km=9.0)))
    assert route(outcome, Needs(), doors).main.session_id == 2


def test_the_page_s_language_comes_before_another_one_spoken():
    needs = Needs(language="ar", languages=frozenset({"fr"}))
    assert first(session(1, **{**BASE, "language": "fr"}), session(2, **BASE), needs=needs) == 2
    assert first(session(1, **{**BASE, "language": "fr", "km": 12.0}), session(2, **{**BASE, "language": "en"}), needs=needs) == 1


def test_a_session_in_a_language_not_spoken_says_so():
    sessions = (session(1, **{**BASE, "language": "fr"}),)
    shown = route(MISSING_C1, Needs(language="ar"), Doors(sessions=sessions)).main
    assert "other_language" in shown.reasons
    spoken = route(MISSING_C1, Needs(language="ar", languages=frozenset({"fr"})), Doors(sessions=sessions)).main
    assert "other_language" not in spoken.reasons


def test_moments_sort_as_moments_too():
    early, late = datetime(2026, 12, 5, 9, tzinfo=UTC), datetime(2026, 12, 6, 9, tzinfo=UTC)
    assert first(session(2, **{**BASE, "starts": early}), session(1, **{**BASE, "starts": late})) == 2


def test_what_teaches_a_later_missing_skill_comes_before_what_teaches_none():
    outcome = Outcome(Class.BEGINNER, missing=("A5", "B1", "C1"))
    doors = Doors(sessions=(session(1, skills=("D3",), km=1.0), session(2, skills=("C1",), km=20.0)))
    found = route(outcome, Needs(), doors)
    assert found.main.session_id == 2
    assert found.main.reasons == ("teaches:C1",)
