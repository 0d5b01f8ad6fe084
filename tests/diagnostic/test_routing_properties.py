"""Whatever the answers and whatever is open, there is a next step, and always the same one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.engine import PREREQUISITES, Class, Outcome
from diagnostic.routing import (
    NEAR_KM,
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
)

SKILLS = st.sampled_from(PREREQUISITES)
KM = st.none() | st.floats(0, 400)
FACETS = st.frozensets(st.sampled_from(["service:procedures", "service:equipment", "service:access", "mode:individual", "x"]), max_size=4)

outcomes = st.builds(
    Outcome,
    klass=st.sampled_from(Class),
    provisional=st.booleans(),
    can_do=st.lists(SKILLS, max_size=4).map(tuple),
    missing=st.lists(SKILLS, max_size=4, unique=True).map(tuple),
)
needs_ = st.builds(
    Needs,
    who=st.sampled_from([*Who, ""]),
    equipment=st.sampled_from([*Equipment, "", "spaceship"]),
    connection=st.sampled_from([*Connection, ""]),
    has_email=st.none() | st.booleans(),
    urgent=st.booleans(),
    wish=st.sampled_from([*Wish, "", "unsure"]),
    helped=st.booleans(),
    barriers=st.frozensets(st.sampled_from([*Barrier, "other"])),
    languages=st.frozensets(st.sampled_from(["fr", "ar", "uk"])),
    language=st.sampled_from(["fr", "en", "ar"]),
)


@st.composite
def doors_(draw):
    sessions = [
        SessionOption(
            id=index,
            skills=frozenset(draw(st.lists(SKILLS, max_size=3))),
            level=draw(st.sampled_from(["beginner", "intermediate", "advanced"])),
            format=draw(st.sampled_from(["individual", "group", "course"])),
            language=draw(st.sampled_from(["fr", "en", "ar"])),
            km=draw(KM),
            starts=draw(st.sampled_from(["2026-12-01T10:00", "2027-01-01T10:00"])),
            free=draw(st.integers(0, 2)),
            remote=draw(st.booleans()),
            has_waiting_list=draw(st.booleans()),
        )
        for index in range(draw(st.integers(0, 6)))
    ]
    places = [
        PlaceOption(
            id=index,
            kind=draw(st.sampled_from(["reception_point", "relay", "partner"])),
            km=draw(KM),
            facets=draw(FACETS),
            has_aidants=draw(st.booleans()),
            sells_equipment=draw(st.booleans()),
            sells_sim=draw(st.booleans()),
        )
        for index in range(draw(st.integers(0, 5)))
    ]
    town_hall = draw(st.none() | st.just(("Mairie", "05 36 49 00 00")))
    return Doors(tuple(sessions), tuple(places), town_hall, draw(st.none() | st.just(("Nous", "01 99 00 00 00"))))


@settings(max_examples=400, deadline=None)
@given(outcomes, needs_, doors_())
def test_there_is_always_one_next_step_and_no_door_is_shown_twice(outcome, needs, doors):
    found = route(outcome, needs, doors)
    assert found.main is not None
    assert found.rule in Rule
    shown = [(card.kind, card.target) for card in found.cards]
    assert len(set(shown)) == len(shown)


@settings(max_examples=300, deadline=None)
@given(outcomes, needs_, doors_(), st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_route_in_whatever_order_the_doors_come(outcome, needs, doors, rng):
    sessions, places = list(doors.sessions), list(doors.places)
    rng.shuffle(sessions)
    rng.shuffle(places)
    shuffled = Doors(tuple(sessions), tuple(places), doors.town_hall, doors.helpline)
    assert route(outcome, needs, shuffled) == route(outcome, needs, doors)


@settings(max_examples=300, deadline=None)
@given(outcomes, needs_, doors_())
def test_a_card_leads_where_it_says(outcome, needs, doors):
    sessions = {option.id: option for option in doors.sessions}
    places = {option.id: option for option in doors.places}
    for card in route(outcome, needs, doors).cards:
        if card.kind in {CardKind.SESSION, CardKind.REMOTE}:
            assert sessions[card.target].free > 0
            assert sessions[card.target].remote is (card.kind is CardKind.REMOTE) or sessions[card.target].format == "course"
        if card.kind is CardKind.SESSION and sessions[card.target].format != "course":
            assert sessions[card.target].km <= NEAR_KM
        if card.kind is CardKind.WAITING_LIST:
            assert sessions[card.target].free == 0
            assert sessions[card.target].has_waiting_list
        if card.kind is CardKind.PLACE:
            assert card.target in places
        if card.kind is CardKind.TOWN_HALL:
            assert doors.town_hall


@settings(max_examples=200, deadline=None)
@given(outcomes, needs_, doors_())
def test_who_needs_someone_alone_is_shown_no_group(outcome, needs, doors):
    found = route(outcome, needs, doors)
    if found.rule is Rule.INDIVIDUAL and needs.wants_someone_alone:
        groups = {option.id for option in doors.sessions if option.format == "group"}
        assert not {card.session_id for card in found.cards if card.session_id is not None} & groups
