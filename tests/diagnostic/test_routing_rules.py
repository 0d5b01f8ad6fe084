"""The seven rules, in order, and what each of them gives."""

import pytest

from diagnostic.engine import Class, Outcome
from diagnostic.routing import (
    Barrier,
    CardKind,
    Connection,
    Doors,
    Equipment,
    Needs,
    PlaceOption,
    Rule,
    SessionOption,
    Who,
    Wish,
    route,
    rule_for,
)

FIRST_STEPS = Outcome(Class.FIRST_STEPS, missing=("A1", "A2"))
BEGINNER = Outcome(Class.BEGINNER, missing=("A5", "C1"))
CONSOLIDATING = Outcome(Class.CONSOLIDATING, missing=("D2", "E3"))
AUTONOMOUS = Outcome(Class.AUTONOMOUS)


def session(id=1, *, skills=("A5",), level="beginner", format="group", language="fr", km=3.0, starts="2026-12-01T14:00", free=4, **more):
    return SessionOption(id, frozenset(skills), level, format, language, km, starts, free, **more)


def place(id=1, *, kind="relay", km=2.0, facets=(), **more):
    return PlaceOption(id, kind, km, frozenset(facets), **more)


PERMANENCE = session(90, skills=("A1", "A2"), format="individual", free=1)
TOWN_HALL = ("Mairie d’Angoulême", "05 36 49 00 00")


@pytest.mark.parametrize(
    ("outcome", "needs", "rule"),
    [
        (AUTONOMOUS, Needs(who=Who.PROFESSIONAL, equipment=Equipment.NONE, urgent=True), Rule.TRAINING),
        (BEGINNER, Needs(who=Who.PROFESSIONAL, helped=True), Rule.BEGINNER),
        (FIRST_STEPS, Needs(equipment=Equipment.NONE, urgent=True), Rule.EQUIPMENT),
        (FIRST_STEPS, Needs(equipment=Equipment.BROKEN), Rule.EQUIPMENT),
        (AUTONOMOUS, Needs(connection=Connection.NONE), Rule.EQUIPMENT),
        (BEGINNER, Needs(equipment=Equipment.SHARED, connection=Connection.PREPAID), Rule.BEGINNER),
        (FIRST_STEPS, Needs(urgent=True), Rule.PROCEDURE),
        (FIRST_STEPS, Needs(), Rule.INDIVIDUAL),
        (AUTONOMOUS, Needs(barriers=frozenset({Barrier.READING})), Rule.INDIVIDUAL),
        (CONSOLIDATING, Needs(barriers=frozenset({Barrier.BREAKING})), Rule.INDIVIDUAL),
        (CONSOLIDATING, Needs(barriers=frozenset({Barrier.SCAMS, Barrier.TIME, Barrier.USE})), Rule.INTERMEDIATE),
        (BEGINNER, Needs(), Rule.BEGINNER),
        (CONSOLIDATING, Needs(), Rule.INTERMEDIATE),
        (AUTONOMOUS, Needs(), Rule.ADVANCED),
    ],
)
def test_the_first_rule_that_fits_decides(outcome, needs, rule):
    assert rule_for(outcome, needs) is rule
    assert route(outcome, needs, Doors()).rule is rule


def test_a_professional_is_shown_a_course_with_a_seat():
    doors = Doors(sessions=(session(1), session(2, format="course", km=400.0)))
    found = route(AUTONOMOUS, Needs(who=Who.PROFESSIONAL), doors)
    assert (found.main.kind, found.main.session_id) == (CardKind.SESSION, 2)
    assert found.other.kind is CardKind.TRAINING


def test_a_professional_is_shown_the_list_when_no_course_is_planned():
    assert route(AUTONOMOUS, Needs(who=Who.PROFESSIONAL), Doors(sessions=(session(1),))).main.kind is CardKind.TRAINING


def test_without_a_device_the_nearest_stock_comes_first_and_the_workshop_beside_it():
    doors = Doors(
        sessions=(session(5),),
        places=(
            place(1, kind="relay", km=1.0, facets={"service:equipment"}),
            place(2, kind="reception_point", km=40.0, sells_equipment=True),
            place(3, kind="reception_point", km=12.0, sells_sim=True),
        ),
    )
    found = route(BEGINNER, Needs(equipment=Equipment.NONE), doors)
    assert (found.rule, found.main.place_id) == (Rule.EQUIPMENT, 2)
    assert found.main.reasons == ("sells:devices", "far")
    assert found.plus.session_id == 5
    assert found.explanation == ("lacks:device",)


def test_who_lacks_both_goes_where_both_are():
    doors = Doors(
        places=(
            place(1, kind="reception_point", km=2.0, sells_sim=True),
            place(2, kind="reception_point", km=9.0, sells_sim=True, sells_equipment=True),
        )
    )
    needs = Needs(equipment=Equipment.BROKEN, connection=Connection.NONE)
    assert route(FIRST_STEPS, needs, doors).main.place_id == 2
    assert route(FIRST_STEPS, Needs(connection=Connection.NONE), doors).main.place_id == 1


def test_far_from_any_stock_a_computer_to_use_on_the_spot_is_a_door():
    doors = Doors(
        places=(
            place(1, kind="reception_point", km=140.0, sells_equipment=True),
            place(2, kind="partner", km=5.0, facets={"service:access"}),
        )
    )
    found = route(BEGINNER, Needs(equipment=Equipment.NONE), doors)
    assert found.main.place_id == 2
    assert found.main.reasons == ("use_on_site",)


def test_an_urgent_procedure_goes_to_an_accredited_employee_first_and_by_phone():
    doors = Doors(
        places=(
            place(1, km=1.0, facets={"service:procedures"}),
            place(2, km=8.0, facets={"service:procedures"}, has_aidants=True),
            place(3, km=0.5, has_aidants=True),
            place(4, km=31.0, facets={"service:procedures"}, has_aidants=True),
        )
    )
    found = route(CONSOLIDATING, Needs(urgent=True), doors)
    assert found.main.place_id == 2
    assert found.main.phone_first
    assert found.main.reasons == ("aidants_connect", "procedures")


def test_an_urgent_procedure_with_nobody_near_goes_to_the_town_hall():
    found = route(CONSOLIDATING, Needs(urgent=True), Doors(places=(place(1, km=80.0, facets={"service:procedures"}),), town_hall=TOWN_HALL))
    assert found.main.kind is CardKind.TOWN_HALL


def test_first_steps_are_taken_with_someone_alone():
    found = route(FIRST_STEPS, Needs(), Doors(sessions=(session(1, km=0.1), PERMANENCE)))
    assert found.main.session_id == PERMANENCE.id
    assert found.explanation == ("one_to_one",)


def test_who_reads_badly_is_never_sent_to_a_group():
    needs = Needs(barriers=frozenset({Barrier.READING}))
    found = route(CONSOLIDATING, needs, Doors(sessions=(session(1), session(2, level="intermediate")), places=(place(7),)))
    assert {card.kind for card in found.cards} <= {CardKind.PLACE, CardKind.HELPLINE, CardKind.TOWN_HALL}


def test_a_relay_that_receives_one_by_one_comes_before_a_nearer_one_for_first_steps():
    doors = Doors(places=(place(1, km=1.0), place(2, km=6.0, facets={"mode:individual"})))
    assert route(FIRST_STEPS, Needs(), doors).main.place_id == 2
    assert route(BEGINNER, Needs(), doors).main.place_id == 1


def test_first_steps_may_join_beginners_when_nobody_else_is_near():
    found = route(FIRST_STEPS, Needs(), Doors(sessions=(session(1), session(2, format="individual", km=None, remote=True))))
    assert found.main.session_id == 1
    assert found.other.kind is CardKind.REMOTE


def test_a_beginner_gets_the_beginners_workshop_of_the_first_missing_skill():
    doors = Doors(
        sessions=(
            session(1, skills=("C1",), km=1.0),
            session(2, skills=("A5", "A4"), km=20.0),
            session(3, skills=("A5",), level="intermediate", km=0.5),
        )
    )
    found = route(BEGINNER, Needs(), doors)
    assert found.main.session_id == 2
    assert found.main.reasons == ("teaches:A5",)
    assert found.other.session_id == 1


def test_a_wish_breaks_ties_between_beginners_workshops():
    doors = Doors(sessions=(session(1, skills=("A5",), km=1.0), session(2, skills=("A5", "C3"), km=9.0)))
    assert route(BEGINNER, Needs(), doors).main.session_id == 1
    assert route(BEGINNER, Needs(wish=Wish.FAMILY), doors).main.session_id == 2


def test_who_consolidates_follows_the_wish_else_what_is_missing():
    doors = Doors(
        sessions=(session(1, skills=("F2",), level="intermediate", km=20.0), session(2, skills=("D2",), level="intermediate", km=1.0))
    )
    assert route(CONSOLIDATING, Needs(wish=Wish.PROCEDURES), doors).main.session_id == 1
    assert route(CONSOLIDATING, Needs(wish="unsure"), doors).main.session_id == 2


def test_an_autonomous_visitor_gets_an_advanced_workshop_else_lends_a_hand_or_goes_on_alone():
    advanced = session(1, level="advanced", skills=("D3",))
    assert route(AUTONOMOUS, Needs(), Doors(sessions=(advanced,))).main.session_id == 1
    found = route(AUTONOMOUS, Needs(), Doors(sessions=(session(2),), places=(place(3),)))
    assert (found.main.kind, found.other.kind) == (CardKind.VOLUNTEER, CardKind.SELF_STUDY)


def test_nothing_free_is_a_waiting_list_with_the_nearest_relay_beside_it():
    doors = Doors(sessions=(session(1, free=0), session(2, free=0, km=1.0)), places=(place(4, km=9.0), place(5, km=3.0)))
    found = route(BEGINNER, Needs(), doors)
    assert (found.main.kind, found.main.session_id) == (CardKind.WAITING_LIST, 2)
    assert found.plus.place_id == 5
    assert found.other.place_id == 4
    assert "nothing_free" in found.explanation


def test_a_full_session_without_waiting_list_is_no_door():
    doors = Doors(sessions=(session(1, free=0, has_waiting_list=False),), places=(place(5),))
    found = route(BEGINNER, Needs(), doors)
    assert found.main.place_id == 5


def test_a_waiting_list_stands_beside_what_is_free():
    doors = Doors(sessions=(session(1, free=0), PERMANENCE), places=(place(5),))
    found = route(BEGINNER, Needs(), doors)
    assert found.main.kind is CardKind.WAITING_LIST
    assert found.other.session_id == PERMANENCE.id


def test_without_a_workshop_of_the_level_near_a_permanence_or_the_level_beside_stands_in():
    far = session(1, km=55.0)
    assert route(BEGINNER, Needs(), Doors(sessions=(far, PERMANENCE, session(2, level="intermediate")))).main.session_id == PERMANENCE.id
    assert route(BEGINNER, Needs(), Doors(sessions=(far, session(2, level="intermediate")))).main.session_id == 2


def test_nothing_near_is_a_session_at_a_distance_then_the_town_hall():
    remote = session(8, km=None, remote=True)
    doors = Doors(sessions=(session(1, km=120.0), remote), places=(place(2, km=90.0),), town_hall=TOWN_HALL)
    found = route(BEGINNER, Needs(), doors)
    assert (found.main.kind, found.main.session_id) == (CardKind.REMOTE, 8)
    assert found.other.kind is CardKind.TOWN_HALL
    assert found.explanation == ("nothing_near",)
    nothing = route(BEGINNER, Needs(), Doors(town_hall=TOWN_HALL))
    assert (nothing.main.kind, nothing.other.kind) == (CardKind.TOWN_HALL, CardKind.HELPLINE)


def test_without_a_place_given_nothing_far_is_passed_off_as_near():
    found = route(BEGINNER, Needs(), Doors(sessions=(session(1, km=None),)))
    assert found.main.kind is CardKind.HELPLINE
    assert "no_place_given" in found.explanation


def test_a_result_to_confirm_says_so():
    found = route(Outcome(Class.BEGINNER, provisional=True), Needs(), Doors())
    assert "provisional" in found.explanation


def test_only_the_nearest_place_is_called_the_nearest():
    doors = Doors(places=(place(1, km=1.0), place(2, km=6.0, facets={"mode:individual"})))
    found = route(FIRST_STEPS, Needs(), doors)
    assert (found.main.place_id, found.main.reasons) == (2, ())
    assert (found.other.place_id, found.other.reasons) == (1, ("nearest",))


def test_the_place_of_the_session_shown_is_no_other_choice():
    doors = Doors(sessions=(session(1, place=4),), places=(place(4, km=1.0), place(5, km=6.0)))
    assert route(BEGINNER, Needs(), doors).other.place_id == 5
    only = Doors(sessions=(session(1, place=4),), places=(place(4, km=1.0),), town_hall=TOWN_HALL)
    assert route(BEGINNER, Needs(), only).other.kind is CardKind.TOWN_HALL
