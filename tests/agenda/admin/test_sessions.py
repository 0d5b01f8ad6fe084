from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats, session_panels
from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory, in_days
from catalogue.agenda.models import Seat, Session, SessionState
from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory

INDEX = "/admin/session/"


def typed(session=None, **changed) -> dict:
    """The form of a session as typed: two meetings of the same day a week apart, in January 2027."""
    values = {
        "place": "",
        "room": "Salle 2",
        "remote_url": "",
        "language": "fr",
        "host": "",
        "capacity": "8",
        "has_waiting_list": "on",
        "booking_opens_at": "",
        "booking_closes_at": "",
        "opened": "on",
        "reserved_to": "",
        "programme": "",
        "funder": "",
        "meetings-TOTAL_FORMS": "3",
        "meetings-INITIAL_FORMS": "0",
        "meetings-MIN_NUM_FORMS": "0",
        "meetings-MAX_NUM_FORMS": "60",
        "meetings-0-day": "2027-01-04",
        "meetings-0-starts": "14:00",
        "meetings-0-ends": "16:00",
        "meetings-1-day": "2027-01-11",
        "meetings-1-starts": "14:00",
        "meetings-1-ends": "16:00",
        "meetings-2-day": "",
        "meetings-2-starts": "",
        "meetings-2-ends": "",
    }
    if session:
        values |= {"offer": session.offer_id, "place": session.place_id or "", "capacity": session.capacity, "room": session.room}
    return values | changed


def test_the_list_shows_what_is_to_come_and_how_many_seats_are_taken(editor, django_assert_max_num_queries):
    session = SessionFactory(capacity=8)
    SeatFactory.create_batch(3, session=session)
    SeatFactory(session=session, state="waiting")
    past = SessionFactory(starts_at=in_days(-5))
    page = editor.client.get(INDEX).content.decode()
    assert "3 / 8" in page
    assert f"inspect/{past.pk}/" not in page
    assert f"inspect/{past.pk}/" in editor.client.get(INDEX + "?period=all").content.decode()
    for _time in range(20):
        SessionFactory()
    editor.client.get(INDEX)
    with django_assert_max_num_queries(25):
        editor.client.get(INDEX)


@pytest.mark.parametrize(
    "query", ["q=grenoble", "period=week", "state=open", "language=fr", "local_day_after=2020-01-01", "q=%00", "place=abc"]
)
def test_the_list_searches_and_filters(editor, query):
    SessionFactory()
    assert editor.client.get(f"{INDEX}?{query}").status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_exported(editor, form):
    SessionFactory(place=None)
    SessionFactory()
    answer = editor.client.get(f"{INDEX}?export={form}&period=all")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert len(content) > 100


def test_a_session_is_made_with_its_meetings_at_the_clock_of_the_place(editor):
    offer = OfferPageFactory()
    reunion = ReceptionPointFactory(time_zone="Indian/Reunion")
    answer = editor.client.post(INDEX + "new/", typed(offer=offer.pk, place=reunion.pk, booking_closes_at="2027-01-03 18:00"))
    session = Session.objects.get()
    assert answer.status_code == 302
    assert [meeting.starts_at for meeting in session.meetings.all()] == [
        datetime(2027, 1, 4, 10, tzinfo=UTC),
        datetime(2027, 1, 11, 10, tzinfo=UTC),
    ]
    assert (session.state, session.local_day, session.capacity) == (SessionState.OPEN, date(2027, 1, 4), 8)
    assert session.booking_closes_at == datetime(2027, 1, 3, 14, tzinfo=UTC)


def test_what_was_typed_comes_back_at_the_clock_of_the_place(editor):
    session = SessionFactory(
        place=ReceptionPointFactory(time_zone="Indian/Reunion"),
        starts_at=datetime(2027, 1, 4, 10, tzinfo=UTC),
        booking_closes_at=datetime(2027, 1, 3, 14, tzinfo=UTC),
    )
    page = editor.client.get(f"{INDEX}edit/{session.pk}/").content.decode()
    assert 'value="14:00' in page
    assert 'value="2027-01-03 18:00' in page


def test_a_draft_is_made_when_it_is_not_opened(editor):
    editor.client.post(INDEX + "new/", typed(offer=OfferPageFactory().pk, opened=""))
    assert Session.objects.get().state == SessionState.DRAFT


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"capacity": "0"}, "Donnez un nombre de 1"),
        ({"capacity": "99999"}, "Donnez un nombre de 1"),
        ({"meetings-0-ends": "13:00"}, "La fin doit être après le début"),
        ({"meetings-0-ends": ""}, "Donnez le jour et les deux heures"),
        ({"meetings-1-day": "2027-01-04", "meetings-1-starts": "15:00"}, "Deux séances sont à la même heure"),
        (
            {
                "meetings-0-day": "",
                "meetings-0-starts": "",
                "meetings-0-ends": "",
                "meetings-1-day": "",
                "meetings-1-starts": "",
                "meetings-1-ends": "",
            },
            "au moins une séance",
        ),
        ({"meetings-0-day": "31/31/2027"}, "Regardez les séances"),
        (
            {"booking_opens_at": "2027-01-03 10:00", "booking_closes_at": "2027-01-02 10:00"},
            "La réservation doit fermer après avoir ouvert",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_made(editor, changed, sentence):
    answer = editor.client.post(INDEX + "new/", typed(offer=OfferPageFactory().pk, **changed))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Salle 2" in answer.content.decode()
    assert not Session.objects.exists()


FIELDS = [
    "offer",
    "place",
    "reserved_to",
    "host",
    "capacity",
    "room",
    "language",
    "meetings-0-day",
    "meetings-TOTAL_FORMS",
    "booking_opens_at",
]


GARBAGE = ["x" * 10_000, "\x00", "😀", "-1"]
ALL_AT_ONCE = [dict.fromkeys(FIELDS, value) for value in GARBAGE]
ONE_BY_ONE = [{field: "9" * 40} for field in FIELDS]


@pytest.mark.parametrize("changed", ALL_AT_ONCE + ONE_BY_ONE)
def test_garbage_in_any_field_is_no_error_500(editor, changed):
    answer = editor.client.post(INDEX + "new/", typed(**{"offer": OfferPageFactory().pk} | changed))
    assert answer.status_code in (200, 302)


def test_only_the_french_page_of_an_offer_is_to_be_chosen(editor, tree):
    offer = OfferPageFactory()
    arabic = offer.copy_for_translation(tree.home["ar"].locale)
    assert editor.client.post(INDEX + "new/", typed(offer=arabic.pk)).status_code == 200
    assert not Session.objects.exists()


def test_the_capacity_is_changed_through_the_lock_and_offered_to_the_line(editor):
    session = SessionFactory(capacity=1)
    seats.reserve(session.pk, key="a")
    [waiting] = seats.wait(session.pk, key="b")
    answer = editor.client.post(f"{INDEX}edit/{session.pk}/", typed(session, capacity="2"))
    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_a_capacity_under_the_seats_taken_is_refused_with_the_number(editor):
    session = SessionFactory(capacity=3)
    seats.reserve(session.pk, key="a", count=2)
    answer = editor.client.post(f"{INDEX}edit/{session.pk}/", typed(session, capacity="1"))
    assert "2 places sont prises" in answer.content.decode()
    session.refresh_from_db()
    assert session.capacity == 3


def test_a_seat_sold_between_the_check_and_the_saving_is_said_too(editor, monkeypatch):
    from catalogue.agenda.admin import session_form

    session = SessionFactory(capacity=3)
    seats.reserve(session.pk, key="a", count=2)
    monkeypatch.setattr(session_form, "counts_of", lambda session: seats.Counts(capacity=3))
    answer = editor.client.post(f"{INDEX}edit/{session.pk}/", typed(session, capacity="1", room="Autre"))
    assert "2 places sont prises" in answer.content.decode()
    session.refresh_from_db()
    assert (session.capacity, session.room) == (3, "")


def test_editing_keeps_the_state_and_tells_when_the_meetings_moved(editor, told):
    session = SessionFactory(starts_at=datetime(2027, 1, 4, 13, tzinfo=UTC))
    kept = session.meetings.get().pk
    editor.client.post(f"{INDEX}edit/{session.pk}/", typed(session))
    session.refresh_from_db()
    assert session.state == SessionState.OPEN
    assert session.meetings.count() == 2
    assert session.meetings.first().pk == kept
    assert [name for name, _with in told] == ["session_moved"]


def test_a_session_is_cancelled_after_saying_how_many_will_be_told(editor, told):
    session = SessionFactory()
    seats.reserve(session.pk, key="a", count=2)
    seats.hold(session.pk, key="b")
    url = reverse("session:cancel", args=[session.pk])
    assert "2 personnes seront prévenues" in editor.client.get(url).content.decode()
    assert editor.client.post(url, {"reason": "  "}).status_code == 200
    assert Session.objects.get().state == SessionState.OPEN
    editor.client.post(url, {"reason": "Panne de chauffage."})
    assert Session.objects.get().state == SessionState.CANCELLED
    assert told[-1][0] == "session_cancelled"
    assert "Panne de chauffage." in editor.client.get(f"{INDEX}inspect/{session.pk}/").content.decode()


def test_a_draft_is_opened(editor):
    session = SessionFactory(state=SessionState.DRAFT)
    editor.client.post(reverse("session:open", args=[session.pk]))
    session.refresh_from_db()
    assert session.state == SessionState.OPEN


def test_the_page_of_a_session_counts_its_seats_and_shows_the_panels_of_other_rooms(editor, monkeypatch):
    monkeypatch.setattr(session_panels, "_panels", {})
    session_panels.register("nothing", lambda session, request: None)
    session_panels.register("people", lambda session, request: ("agenda/admin/meetings_panel.html", {"meetings": FakeFormset()}))
    session = SessionFactory()
    SeatFactory(session=session, state="held")
    page = editor.client.get(f"{INDEX}inspect/{session.pk}/").content.decode()
    assert session.offer.title in page
    assert "PANEL OF ANOTHER ROOM" in page


class FakeFormset(list):
    management_form = "PANEL OF ANOTHER ROOM"


def test_a_host_sees_the_sessions_of_their_places_and_changes_none(host):
    mine = SessionFactory()
    other = SessionFactory()
    PlaceRoleFactory(user=host, place=mine.place)
    page = host.client.get(INDEX).content.decode()
    assert mine.offer.title in page
    assert other.offer.title not in page
    assert host.client.get(f"{INDEX}inspect/{mine.pk}/").status_code == 200
    assert host.client.get(f"{INDEX}inspect/{other.pk}/").status_code in (302, 403)
    for action in ("edit", "cancel", "following", "stop", "reinstate", "open", "delete"):
        assert host.client.get(f"{INDEX}{action}/{mine.pk}/").status_code in (302, 403, 404)
    assert host.client.get(INDEX + "new/").status_code in (302, 403)


def test_a_host_sees_a_session_they_host_anywhere(host):
    session = SessionFactory(place=None, host=host)
    assert host.client.get(f"{INDEX}inspect/{session.pk}/").status_code == 200


def test_a_coordinator_changes_the_sessions_of_their_places_only(coordinator):
    mine, other = SessionFactory(starts_at=datetime(2027, 1, 4, 13, tzinfo=UTC)), SessionFactory()
    PlaceRoleFactory(user=coordinator, place=mine.place, role="coordinator")
    assert coordinator.client.get(f"{INDEX}edit/{mine.pk}/").status_code == 200
    assert coordinator.client.get(f"{INDEX}edit/{other.pk}/").status_code in (302, 403)
    answer = coordinator.client.post(INDEX + "new/", typed(mine, place=other.place_id))
    assert answer.status_code == 200  # refused: not their place
    assert Session.objects.count() == 2
    coordinator.client.post(f"{INDEX}edit/{mine.pk}/", typed(mine, place=other.place_id))
    mine.refresh_from_db()
    assert mine.place_id != other.place_id
    assert coordinator.client.post(f"{INDEX}cancel/{other.pk}/", {"reason": "x"}).status_code == 404


def test_a_session_with_seats_is_not_deleted(editor):
    session = SessionFactory()
    SeatFactory(session=session)
    editor.client.post(f"{INDEX}delete/{session.pk}/")
    assert Session.objects.filter(pk=session.pk).exists()
    empty = SessionFactory()
    editor.client.post(f"{INDEX}delete/{empty.pk}/")
    assert not Session.objects.filter(pk=empty.pk).exists()


@pytest.mark.parametrize("action", ["inspect", "edit", "cancel", "open", "reinstate", "following", "stop"])
def test_a_session_deleted_meanwhile_is_not_found(editor, action):
    assert editor.client.get(f"{INDEX}{action}/{10**12}/").status_code == 404


def test_a_session_that_is_over_can_still_be_noted_upon_but_not_moved(editor):
    session = SessionFactory(state=SessionState.DONE, starts_at=timezone.now() - timedelta(days=3))
    editor.client.post(f"{INDEX}edit/{session.pk}/", typed(session, funder="Région"))
    session.refresh_from_db()
    assert (session.funder, session.meetings.count()) == ("Région", 1)
    assert Seat.objects.count() == 0
