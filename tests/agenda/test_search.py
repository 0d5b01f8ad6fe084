from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from django.utils import timezone

from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory, SkillFactory, in_days
from catalogue.agenda.models import Meeting, OfferPage, Session, SessionState
from catalogue.agenda.search import Criteria, find_sessions
from catalogue.places.factories import PlaceFactory
from core.models import Organisation


@dataclass(frozen=True)
class Point:
    """Stands for places.near.Near: what the search reads of it."""

    lat: float
    lon: float


GRENOBLE = Point(45.19, 5.72)
VOIRON, VALENCE, LYON, PARIS = (45.36, 5.59), (44.93, 4.89), (45.76, 4.84), (48.86, 2.35)


def at(point, **fields) -> Session:
    return SessionFactory(place=PlaceFactory(lat=point[0], lon=point[1]), **fields)


def found(**criteria) -> list[Session]:
    return find_sessions(Criteria(**criteria)).sessions


@pytest.mark.both
def test_near_a_point_the_nearest_place_comes_first_then_the_soonest(tree):
    far = at(VOIRON, starts_at=in_days(1))
    later = at((45.19, 5.72), starts_at=in_days(9))
    sooner = SessionFactory(place=later.place, starts_at=in_days(5))
    at(LYON)
    answer = find_sessions(Criteria(near=GRENOBLE))
    assert answer.sessions == [sooner, later, far]
    assert (answer.total, answer.widened, answer.radius_km) == (3, False, 30)
    assert [round(session.km) for session in answer.sessions] == [0, 0, 21]


@pytest.mark.both
def test_without_a_point_the_soonest_comes_first_wherever_it_is(tree):
    later, sooner = at(PARIS, starts_at=in_days(4)), SessionFactory(place=None, starts_at=in_days(2))
    assert found() == [sooner, later]


@pytest.mark.parametrize(("where", "radius"), [(VOIRON, 30), (VALENCE, 100), (PARIS, 300)])
def test_the_circle_widens_until_something_is_in_it_and_says_so(tree, where, radius):
    at(where)
    answer = find_sessions(Criteria(near=Point(45.19, 5.72) if where != PARIS else Point(47.3, 5.03)))
    assert (answer.total, answer.radius_km, answer.widened) == (1, radius, radius != 30)


def test_remote_sessions_come_after_those_at_a_place(tree):
    remote = SessionFactory(place=None, starts_at=in_days(1))
    here = at((45.19, 5.72), starts_at=in_days(9))
    assert found(near=GRENOBLE) == [here, remote]
    assert found(near=GRENOBLE, remote=False) == [here]
    assert found(near=GRENOBLE, remote=True) == [remote]
    assert found(remote=False) == [here]
    assert remote.is_remote


def test_pages_follow_each_other_across_places_and_into_the_remote_ones(tree):
    all_of_them = [at(where, starts_at=in_days(day)) for where in ((45.19, 5.72), VOIRON) for day in (1, 2, 3)]
    all_of_them += [SessionFactory(place=None, starts_at=in_days(day)) for day in (1, 2)]
    pages = [find_sessions(Criteria(near=GRENOBLE), limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [page.total for page in pages] == [8] * 4
    assert [session for page in pages for session in page.sessions] == all_of_them
    for offset in range(9):
        assert find_sessions(Criteria(near=GRENOBLE), limit=2, offset=offset).sessions == all_of_them[offset : offset + 2]


def test_nothing_near_is_an_empty_page_that_says_how_far_it_looked(tree):
    at(PARIS)
    answer = find_sessions(Criteria(near=Point(-21.1, 55.5)))
    assert (answer.sessions, answer.total, answer.radius_km) == ([], 0, 300)


def test_what_nobody_can_come_to_is_not_found(tree):
    for fields in (
        {"state": SessionState.DRAFT},
        {"state": SessionState.CANCELLED},
        {"starts_at": timezone.now() - timedelta(minutes=1)},
        {"reserved_to": Organisation.objects.create(name="CCAS")},
    ):
        SessionFactory(**fields)
    SessionFactory(offer=OfferPageFactory(live=False))
    assert found() == []


def test_a_structure_finds_its_own_sessions_among_the_others(tree):
    ccas = Organisation.objects.create(name="CCAS")
    theirs = SessionFactory(reserved_to=ccas)
    assert found(reserved_to=ccas.pk) == [theirs]


@pytest.mark.both
def test_each_criterion_keeps_only_what_matches(tree):
    offer = OfferPageFactory(level="advanced")
    offer.skills.add(SkillFactory(code="A1"))
    offer.save()
    monday_evening = datetime(2027, 1, 4, 17, 30, tzinfo=UTC)  # 18:30 in Paris
    wanted = SessionFactory(offer=offer, starts_at=monday_evening, language="ar", capacity=1)
    other = SessionFactory(starts_at=datetime(2027, 1, 6, 9, tzinfo=UTC), capacity=1)
    now = datetime(2026, 12, 1, tzinfo=UTC)

    def only(**criteria):
        return find_sessions(Criteria(**criteria), now=now).sessions

    for criteria in (
        {"level": "advanced"},
        {"skills": ("A1", "B1")},
        {"language": "ar"},
        {"weekday": 1},
        {"moment": "evening"},
        {"day_to": wanted.local_day},
        {"offers": OfferPage.objects.filter(pk=offer.pk)},
    ):
        assert only(**criteria) == [wanted], criteria
    assert only(day_from=other.local_day) == [other]
    assert only(moment="morning") == [other]
    SeatFactory(session=other)
    assert only(free_only=True) == [wanted]
    assert only(near=GRENOBLE, free_only=True, weekday=1) == [wanted]


def test_the_moment_of_the_day_is_the_one_at_the_place(tree):
    reunion = PlaceFactory(lat=-21.1, lon=55.5, time_zone="Indian/Reunion")
    session = SessionFactory(place=reunion, starts_at=datetime(2027, 1, 4, 20, 30, tzinfo=UTC))  # the 5th, 00:30, in Réunion
    now = datetime(2026, 12, 1, tzinfo=UTC)
    assert str(session.local_day) == "2027-01-05"
    assert find_sessions(Criteria(weekday=2, moment="morning"), now=now).sessions == [session]


def test_an_offer_given_in_another_language_finds_the_same_sessions(tree):
    session = SessionFactory()
    translated = session.offer.copy_for_translation(tree.home["ar"].locale)
    translated.save_revision().publish()
    assert list(Session.objects.for_offers([translated])) == [session]
    assert found(offers=OfferPage.objects.filter(pk=translated.pk)) == [session]


def test_free_seats_are_counted_again_without_holds_that_lapsed(session):
    SeatFactory(session=session, state="held", held_until=timezone.now() - timedelta(seconds=1))
    SeatFactory(session=session, state="offered")
    SeatFactory(session=session, state="cancelled")
    assert Session.objects.with_free().get().free == 1
    assert found(free_only=True)[0].free == 1


def many_sessions(number: int) -> None:
    """Sessions at 200 places over the whole country, two months long, a third of them with seats taken."""
    one = SessionFactory()
    places = [PlaceFactory(lat=42.5 + (n % 20) * 0.42, lon=-1.5 + (n // 20) * 0.9) for n in range(200)]
    now = timezone.now()
    sessions = Session.objects.bulk_create(
        Session(
            offer=one.offer,
            place=places[n % 200],
            capacity=8,
            state=SessionState.OPEN,
            starts_at=now + timedelta(hours=2 + n % 1400),
            ends_at=now + timedelta(hours=4 + n % 1400),
            local_day=(now + timedelta(hours=2 + n % 1400)).date(),
            local_time=(now + timedelta(hours=2 + n % 1400)).time(),
        )
        for n in range(number)
    )
    Meeting.objects.bulk_create(Meeting(session=s, starts_at=s.starts_at, ends_at=s.ends_at) for s in sessions)
    from catalogue.agenda.models import Seat

    Seat.objects.bulk_create(
        Seat(session=s, state="confirmed", key=f"k{n}") for s in sessions[: number // 3] for n in range(8 if s.pk % 2 else 3)
    )


@pytest.mark.both
def test_ten_thousand_sessions_cost_the_same_queries_as_ten_and_a_bounded_time(tree, django_assert_num_queries, capsys):
    many_sessions(10_000)
    searches = {
        "near": (Criteria(near=GRENOBLE), 2),
        "near, free": (Criteria(near=GRENOBLE, free_only=True), 2),
        "near, widened, one language": (Criteria(near=Point(45.0, -4.0), language="fr"), 2),
        "by date": (Criteria(), 2),
        "by date, free": (Criteria(free_only=True, moment="afternoon"), 2),
    }
    for name, (criteria, queries) in searches.items():
        with django_assert_num_queries(queries):
            answer = find_sessions(criteria, limit=20, offset=20)
        assert answer.total > 20, name
        times = []
        for _time in range(5):
            begin = perf_counter()
            find_sessions(criteria, limit=20)
            times.append((perf_counter() - begin) * 1000)
        with capsys.disabled():
            print(f"\n  search {name}: {sorted(times)[2]:.0f} ms")  # noqa: T201
        assert sorted(times)[2] < 500, name


def test_ten_sessions_cost_as_many_queries(tree, django_assert_num_queries):
    many_sessions(10)
    with django_assert_num_queries(2):
        find_sessions(Criteria(near=GRENOBLE))
    with django_assert_num_queries(2):
        find_sessions(Criteria())
