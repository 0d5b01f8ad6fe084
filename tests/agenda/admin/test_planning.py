"""Series, calendar and closures in the admin: two steps without JavaScript, one's own places only, a fixed number of queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory, in_days
from catalogue.agenda.models import Session, SessionSeries, SessionState
from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import ClosedDay

SERIES = "/admin/session/series/"
CALENDAR = "/admin/session/calendar/"
CLOSE = "/admin/closures/new/"


def typed(offer, place, **changed) -> dict:
    values = {
        "offer": offer.pk,
        "place": place.pk,
        "room": "Salle 2",
        "language": "fr",
        "repeats": "weekly",
        "first_day": "2027-03-02",
        "starts": "14:00",
        "ends": "16:00",
        "times": "3",
        "skips_holidays": "on",
        "capacity": "8",
        "opened": "on",
        "show": "1",
    }
    return {name: value for name, value in (values | changed).items() if value is not None}


def test_the_days_are_shown_then_unticked_then_made(editor):
    offer, place = OfferPageFactory(), ReceptionPointFactory()
    shown = editor.client.post(SERIES, typed(offer, place))
    page = shown.content.decode()
    assert "3 sessions seront créées" in page and "mardi 9\u00a0mars\u00a02027" in page
    assert Session.objects.count() == 0
    ready = typed(offer, place, show=None, make="1", days=["2027-03-02", "2027-03-16"], shown_for=shown.context["form"].digest)
    made = editor.client.post(SERIES, ready)
    assert made.status_code == 302
    assert [str(session.local_day) for session in Session.objects.all()] == ["2027-03-02", "2027-03-16"]
    series = SessionSeries.objects.get()
    assert (series.made_by, series.left_out) == (editor, ["2027-03-09"])


def test_a_rule_changed_after_the_days_were_shown_is_shown_again_and_makes_nothing(editor):
    offer, place = OfferPageFactory(), ReceptionPointFactory()
    digest = editor.client.post(SERIES, typed(offer, place)).context["form"].digest
    answer = editor.client.post(
        SERIES, typed(offer, place, first_day="2027-03-03", show=None, make="1", days=["2027-03-02"], shown_for=digest)
    )
    assert answer.status_code == 200 and "mercredi 3\u00a0mars" in answer.content.decode()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"first_day": "2020-01-01"}, "Choisissez un jour à venir."),
        ({"until": "2027-04-01"}, "pas les deux"),
        ({"times": ""}, "Donnez le dernier jour"),
        ({"times": "", "until": "2027-01-01"}, "Le dernier jour vient après"),
        ({"times": "", "until": "2031-01-01"}, "deux ans au plus"),
        ({"times": "0"}, "1"),
        ({"times": "9" * 40}, "104"),
        ({"ends": "13:00"}, "La fin"),
        ({"offer": "9" * 30}, "Sélectionnez un choix valide"),
        ({"room": "\x00"}, "nul"),
        ({"repeats": "daily"}, "Sélectionnez un choix valide"),
        ({"capacity": "0"}, "1"),
        ({"first_day": "demain"}, "date"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_kept_as_typed(editor, changed, sentence):
    offer, place = OfferPageFactory(), ReceptionPointFactory()
    answer = editor.client.post(SERIES, typed(offer, place) | changed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Session.objects.exists()


def test_a_session_is_repeated_from_its_own_page_and_begins_the_series(editor):
    session = SessionFactory(starts_at=datetime(2027, 3, 2, 13, tzinfo=UTC), room="Salle 2", capacity=5)
    page = editor.client.get(f"{SERIES}?like={session.pk}").content.decode()
    assert 'value="2027-03-09"' in page or "09/03/2027" in page
    assert editor.client.get(f"{SERIES}?like={10**30}").status_code == 404
    assert editor.client.get(f"{SERIES}?like=abc").status_code == 404
    url, values = f"{SERIES}?like={session.pk}", typed(session.offer, session.place, first_day="2027-03-09", times="2")
    digest = editor.client.post(url, values).context["form"].digest
    editor.client.post(url, values | {"make": "1", "days": ["2027-03-09", "2027-03-16"], "shown_for": digest})
    session.refresh_from_db()
    assert session.series.sessions.count() == 3


def test_a_coordinator_makes_series_at_their_places_only_and_a_host_none(coordinator, host):
    mine, other, offer = ReceptionPointFactory(), ReceptionPointFactory(), OfferPageFactory()
    PlaceRoleFactory(user=coordinator, place=mine, role="coordinator")
    host.client.force_login(coordinator)
    assert "3 sessions" in coordinator.client.post(SERIES, typed(offer, mine)).content.decode()
    assert "Sélectionnez un choix valide" in coordinator.client.post(SERIES, typed(offer, other)).content.decode()
    assert "place" in coordinator.client.post(SERIES, typed(offer, mine) | {"place": ""}).context["form"].errors  # none of theirs is remote
    host.client.force_login(host)
    assert host.client.get(SERIES).status_code in (302, 403)


def test_a_session_is_duplicated_into_the_form_of_a_new_one(editor):
    session = SessionFactory(starts_at=datetime(2027, 3, 2, 13, tzinfo=UTC), room="Salle 2", capacity=5)
    form = editor.client.get(f"/admin/session/new/?like={session.pk}").context["form"]
    assert (form.initial["room"], form.initial["capacity"], form.initial["offer"]) == ("Salle 2", 5, session.offer)
    assert form.meetings[0].initial["day"] == date(2027, 3, 9)


def test_this_session_and_those_after_it_are_changed_once_seen(editor):
    series = SessionSeries.objects.create(offer=OfferPageFactory(), first_day=date(2027, 3, 2), times=3)
    place = ReceptionPointFactory()
    first, second, third = (
        SessionFactory(
            offer=series.offer, place=place, series=series, starts_at=datetime(2027, 3, 2, 13, tzinfo=UTC) + timedelta(weeks=week)
        )
        for week in range(3)
    )
    SeatFactory(session=third)
    url = reverse("session:following", args=[second.pk])
    values = {
        "weekday": "1",
        "starts": "15:00",
        "ends": "17:00",
        "place": place.pk,
        "language": "fr",
        "capacity": "8",
        "has_waiting_list": "on",
    }
    page = editor.client.post(url, values | {"show": "1"})
    assert "1 personne sera prévenue" in page.content.decode()
    ready = values | {"apply": "1", "sessions": [second.pk, third.pk], "shown_for": page.context["form"].digest}
    assert editor.client.post(url, ready).status_code == 302
    hours = [session.starts_local.hour for session in Session.objects.order_by("starts_at")]
    assert hours == [14, 15, 15]
    assert "Rien ne change" in editor.client.post(url, values | {"show": "1"}).content.decode()
    first.refresh_from_db()
    assert first.starts_local.hour == 14


def test_stopping_a_series_is_confirmed_and_keeps_the_sessions_with_people(editor):
    series = SessionSeries.objects.create(offer=OfferPageFactory(), first_day=date(2027, 3, 2), times=2)
    empty = SessionFactory(offer=series.offer, series=series, starts_at=in_days(5))
    full = SessionFactory(offer=series.offer, series=series, starts_at=in_days(12))
    SeatFactory(session=full)
    url = reverse("session:stop", args=[empty.pk])
    assert "1 session sans aucune réservation" in editor.client.get(url).content.decode()
    editor.client.post(url, {"reason": ""})
    assert list(Session.objects.all()) == [full]


def test_a_cancelled_session_is_reinstated_after_a_screen_that_says_who_is_asked(editor):
    session = SessionFactory()
    seats.reserve(session.pk, key="awa")
    seats.cancel_session(session.pk, "Panne")
    assert "Elle a finalement lieu" in editor.client.get(f"/admin/session/inspect/{session.pk}/").content.decode()
    url = reverse("session:reinstate", args=[session.pk])
    assert "1 personne avait une place" in editor.client.get(url).content.decode()
    editor.client.post(url)
    session.refresh_from_db()
    assert (session.state, session.seats.get().state) == (SessionState.OPEN, "offered")


def test_the_calendar_says_the_seats_in_words_and_groups_the_slots_of_a_permanence(editor):
    day = timezone.localdate().replace(day=15)
    morning = datetime.combine(day, datetime.min.time(), UTC).replace(hour=8)
    full = SessionFactory(starts_at=morning, capacity=1, offer__title="Un à un")
    SeatFactory(session=full)
    for hour in range(9, 12):
        SessionFactory(offer=full.offer, place=full.place, starts_at=morning.replace(hour=hour), capacity=1)
    group = SessionFactory(starts_at=morning, capacity=5, offer__title="Mes photos")
    cancelled = SessionFactory(starts_at=morning, state=SessionState.CANCELLED)
    page = editor.client.get(CALENDAR).content.decode()
    assert "3 créneaux libres sur 4" in page and "5 places libres" in page and "annulée" in page
    assert reverse("session:inspect", args=[group.pk]) in page
    assert f"inspect/{cancelled.pk}/" in page
    week = editor.client.get(f"{CALENDAR}?view=week&day={day.isoformat()}&place={group.place_id}").content.decode()
    assert "Mes photos" in week and "créneaux" not in week


@pytest.mark.parametrize(
    "query", ["", "view=week", "day=abc", "day=9999-12-31", "day=0001-01-01", "place=abc", "offer=" + "9" * 40, "day=%00", "view=x"]
)
def test_no_query_breaks_the_calendar(editor, query):
    SessionFactory()
    assert editor.client.get(f"{CALENDAR}?{query}").status_code == 200


def test_the_queries_of_the_calendar_do_not_grow_with_the_sessions(editor, django_assert_max_num_queries):
    SessionFactory()
    ClosedDay.objects.create(place=ReceptionPointFactory(), first_day=timezone.localdate(), last_day=timezone.localdate(), reason="x")
    editor.client.get(CALENDAR)
    for day in range(1, 25):
        SessionFactory(starts_at=in_days(day % 20))
    with django_assert_max_num_queries(20):
        editor.client.get(CALENDAR)


def test_a_host_sees_their_places_in_the_calendar_and_no_others(host):
    mine, other = SessionFactory(starts_at=in_days(0, 12)), SessionFactory(starts_at=in_days(0, 12))
    PlaceRoleFactory(user=host, place=mine.place)
    page = host.client.get(CALENDAR).content.decode()
    assert mine.offer.title in page and other.offer.title not in page


def test_a_place_is_closed_after_a_screen_that_counts_sessions_and_people(editor):
    session = SessionFactory(place__opening_hours="Mo-Fr 09:00-18:00")
    SeatFactory(session=session)
    values = {"place": session.place_id, "first_day": session.local_day.isoformat(), "reason": "Travaux"}
    shown = editor.client.post(CLOSE, values | {"show": "1"})
    page = shown.content.decode()
    assert "1 session sera annulée" in page and "1 personne sera prévenue" in page
    assert not ClosedDay.objects.exists()
    done = editor.client.post(CLOSE, values | {"close": "1", "shown_for": shown.context["form"].digest}, follow=True)
    assert "1 session annulée" in done.content.decode()
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED
    closure = ClosedDay.objects.get()
    assert closure.closed_by == editor
    assert "Travaux" in editor.client.get("/admin/closures/").content.decode()
    reopen = reverse("closures:reopen", args=[closure.pk])
    assert str(session) in editor.client.get(reopen).content.decode()
    editor.client.post(reopen, {"sessions": [session.pk, "abc", "9" * 30]})
    session.refresh_from_db()
    assert (session.state, ClosedDay.objects.get().is_standing) == (SessionState.OPEN, False)


@pytest.mark.parametrize(
    "changed",
    [
        {"first_day": ""},
        {"first_day": "2020-01-01"},
        {"last_day": "2026-01-01"},
        {"reason": ""},
        {"reason": "x" * 10_000},
        {"place": "abc"},
    ],
)
def test_a_closure_that_cannot_be_is_refused(editor, changed):
    values = {"place": ReceptionPointFactory().pk, "first_day": in_days(3).date().isoformat(), "reason": "Travaux", "show": "1"}
    answer = editor.client.post(CLOSE, values | changed)
    assert answer.status_code == 200 and not ClosedDay.objects.exists()
    assert answer.context["form"].errors


def test_a_coordinator_closes_and_opens_their_own_places_only(coordinator):
    mine, other = ReceptionPointFactory(), ReceptionPointFactory()
    PlaceRoleFactory(user=coordinator, place=mine, role="coordinator")
    day = in_days(3).date()
    values = {"place": other.pk, "first_day": day.isoformat(), "reason": "Travaux", "show": "1"}
    assert "Sélectionnez un choix valide" in coordinator.client.post(CLOSE, values).content.decode()
    theirs = ClosedDay.objects.create(place=other, first_day=day, last_day=day, reason="Secret")
    assert "Secret" not in coordinator.client.get("/admin/closures/").content.decode()
    assert coordinator.client.get(reverse("closures:inspect", args=[theirs.pk])).status_code in (302, 403, 404)
    assert coordinator.client.post(reverse("closures:reopen", args=[theirs.pk])).status_code in (302, 403, 404)
    assert ClosedDay.objects.get().is_standing


def test_a_session_is_not_put_on_a_closed_day(editor):
    from tests.agenda.admin.test_sessions import typed as typed_session

    session = SessionFactory(starts_at=datetime(2027, 1, 4, 13, tzinfo=UTC))
    ClosedDay.objects.create(place=session.place, first_day=date(2027, 1, 11), last_day=date(2027, 1, 11), reason="Travaux")
    answer = editor.client.post("/admin/session/new/", typed_session(session))
    assert "Le lieu est fermé le 11 janvier 2027" in answer.content.decode()
    assert Session.objects.count() == 1


def test_another_place_tells_who_booked_even_at_the_same_hours(editor, told):
    from tests.agenda.admin.test_sessions import typed as typed_session

    session = SessionFactory(starts_at=datetime(2027, 1, 4, 13, tzinfo=UTC))
    values = typed_session(session, place=ReceptionPointFactory().pk, **{f"meetings-1-{name}": "" for name in ("day", "starts", "ends")})
    editor.client.post(f"/admin/session/edit/{session.pk}/", values)
    assert [name for name, _with in told] == ["session_moved"]
