"""Referrals, attendance, hostile input, fixed costs, and the team's side."""

import re
from datetime import time, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from catalogue.agenda import attendance
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.places.factories import CommuneFactory, PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import StockItem, StockReferral
from catalogue.workshops import slip
from catalogue.workshops.factories import HelperFactory, PermanenceRuleFactory, WorkshopPageFactory
from catalogue.workshops.helping import booking_for, links, sent
from catalogue.workshops.helping.booking_for import Person
from catalogue.workshops.models import Booking, Helper, PermanenceReason
from core import access
from core.models import Message, Organisation
from tests.workshops.conftest import paris

from .conftest import at


def send(helper, session, *people: Person, key="k" * 22, **kwargs) -> booking_for.Outcome:
    return booking_for.book(helper, session.pk, people, key=key, **kwargs)


@pytest.fixture
def appointment(scene):
    workshop = WorkshopPageFactory(parent=scene.index, title="Aide en tête-à-tête", slug="aide", format="individual")
    return scene.another(offer=workshop, capacity=1)


def fill(client, helper, session, **typed):
    page = client.get(at(helper, f"seance/{session.pk}/"))
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page.content.decode()).group(1)
    data = {"key": key, "language": "fr", "receives": "person", "first_name": "Awa", **typed}
    return client.post(at(helper, f"seance/{session.pk}/"), data)


def test_a_permanence_is_also_a_referral_and_the_slip_carries_its_number(client, scene, helper, appointment):
    StockItem.objects.create(place=scene.place, kind="laptop")
    page = client.get(at(helper, f"seance/{appointment.pk}/")).content.decode()
    assert 'value="laptop"' in page and 'value="operator"' in page and 'value="tablet"' not in page
    assert fill(client, helper, appointment, comes_for="laptop", first_name="Awa Ben").status_code == 302
    paper = StockReferral.objects.get()
    assert (paper.initials, paper.structure, paper.place) == ("A. B.", "CCAS de Grenoble", scene.place)
    booking = Booking.objects.with_people().get()
    [side] = slip.slip_data(booking)["sides"]
    assert side["sent_for"] == "Un ordinateur portable" and side["paper"] == paper.number and side["by"] == "CCAS de Grenoble"
    assert paper.number in client.get(at(helper, f"orientations/{booking.pk}/")).content.decode()
    assert paper.number in client.get(f"/reserver/r/{booking.token}/").content.decode()


def test_advice_with_an_operator_needs_no_paper(client, scene, helper, appointment):
    fill(client, helper, appointment, comes_for="operator")
    assert Booking.objects.get().referral.comes_for == "operator" and not StockReferral.objects.exists()
    assert "comes_for" not in client.get(at(helper, f"seance/{scene.session.pk}/")).content.decode()


def test_a_long_reason_takes_the_slots_it_needs(client, scene, helper):
    workshop = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    day = timezone.localdate() + timedelta(days=7)
    from catalogue.workshops.permanences import slots

    rule = PermanenceRuleFactory(
        workshop=workshop, place=scene.place, weekday=day.weekday(), starts=time(9), ends=time(10), slot_minutes=30
    )
    slots.generate(rule, day)
    long = PermanenceReason.objects.create(code="essai-long", minutes=60)
    first, second = Session.objects.filter(offer=workshop.offerpage_ptr, local_day=day).order_by("starts_at")
    late = fill(client, helper, second, reason=long.code)
    assert late.status_code == 200 and not Booking.objects.exists()
    assert fill(client, helper, first, reason=long.code).status_code == 302
    assert Booking.objects.get().reason == long and Seat.objects.filter(state=SeatState.CONFIRMED).count() == 2


def test_attendance_shows_only_where_the_person_agreed(client, scene, helper):
    session = scene.another(capacity=8, starts_at=paris(1, 14))
    outcome = send(helper, session, Person("Awa", number=0, shares_attendance=True), Person("Karim", number=1))
    meeting = session.meetings.get()
    for booking in outcome.booked:
        attendance.mark(booking.participant.seat_id, meeting.pk, "present", None)
    later = session.ends_at + timedelta(days=1)
    shown = {one.name: one.presence for one in sent.as_sent(list(sent.past(helper, later)), now=later)}
    assert shown == {"Awa": ["est venue"], "Karim": None}
    assert outcome.booked[1].participant.seat.state == SeatState.CONFIRMED


def test_below_the_minimum_age_the_helper_is_the_adult_to_call(client, scene, helper):
    type(scene.workshop).objects.filter(pk=scene.workshop.pk).update(minimum_age=16)
    assert fill(client, helper, scene.session, under_age="on").status_code == 302
    person = Booking.objects.get().participants.get()
    assert person.is_under_age and person.adult_name == helper.name and person.adult_phone == helper.phone


HOSTILE = ["x" * 10_000, "\x00", "=HYPERLINK()", "<script>alert(1)</script>", "😀" * 30, "\u202eAwa", "' OR 1=1 --", "0" * 400]


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize(
    "field", ["first_name", "phone", "language", "receives", "companions", "arrangements", "key", "comes_for", "reason"]
)
def test_whatever_is_typed_gets_an_answer(client, scene, helper, field, typed):
    assert fill(client, helper, scene.session, **{field: typed}).status_code in (200, 302)


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_pasted_or_forged_gets_an_answer(client, scene, helper, typed):
    address = at(helper, f"seance/{scene.session.pk}/liste/")
    for data in ({"step": "read", "text": typed}, {"step": "book", "numbers": typed, "key": typed, "later": typed}, {"step": typed}):
        assert client.post(address, data).status_code == 200
    for query in ("semaine", "atelier", "genre", "moment", "langue", "places", "near", "commune", "lat"):
        assert client.get(at(helper), {query: typed}).status_code == 200
    assert client.get(at(helper, "papiers.pdf"), {"lot": typed, "seance": typed, "personne": typed}).status_code == 302
    assert client.post(at(helper, "ici/"), {"near": typed}).status_code == 302
    assert client.get(at(helper, f"faits/{'x' * 22}/")).status_code == 302
    assert client.get(at(helper, f"seance/{10**25}/")).status_code == 404


def test_the_free_seats_of_a_week_cost_the_same_with_many_sessions(client, scene, helper, django_assert_max_num_queries):
    scene.another(starts_at=paris(2, 10))
    client.get(at(helper))
    with django_assert_max_num_queries(15) as few:
        client.get(at(helper))
    for hour in range(9, 18):
        scene.another(starts_at=paris(3, hour), capacity=8)
    with django_assert_max_num_queries(15) as many:
        page = client.get(at(helper))
    assert len(few) == len(many) and page.content.decode().count("seat-line") >= 10


def test_the_people_sent_cost_the_same_whatever_their_number(client, scene, helper, django_assert_max_num_queries):
    session = scene.another(capacity=30)
    send(helper, session, *(Person(f"P{number}", number=number) for number in range(2)))
    client.get(at(helper, "orientations/"))
    with django_assert_max_num_queries(15) as few:
        client.get(at(helper, "orientations/"))
    send(helper, session, *(Person(f"Q{number}", number=number) for number in range(14)), key="m" * 22)
    with django_assert_max_num_queries(15) as many:
        client.get(at(helper, "orientations/"))
    assert len(few) == len(many)


def test_where_the_helper_works_is_remembered(client, scene, helper):
    CommuneFactory(name="Grenoble")
    scene.another(starts_at=paris(2, 10))
    client.post(at(helper, "ici/"), {"lat": "45.19", "lon": "5.72"})
    helper.refresh_from_db()
    assert helper.near_lat == pytest.approx(45.19, abs=0.01)
    assert client.get(at(helper)).status_code == 200


@pytest.fixture
def coordinator(scene, django_user_model):
    user = django_user_model.objects.create_user("coordination", "c@exemple.invalid", "x")
    access.sync_groups()
    user.groups.add(Group.objects.get(name=access.PLACE_COORDINATOR))
    return user


def test_the_team_lists_searches_and_exports_helpers(client, coordinator, scene):
    HelperFactory(name="Nadia Benali"), HelperFactory(structure="=cmd()", name="Marc Lefort", phone="+33639981234")
    client.force_login(coordinator)
    base = "/admin/snippets/workshops/helper/"
    assert "Nadia Benali" in client.get(base).content.decode()
    assert "Nadia Benali" not in client.get(base, {"q": "06 39 98 12 34"}).content.decode()
    assert "Marc Lefort" in client.get(base, {"q": "lefort"}).content.decode()
    for filters in ({"state": "works"}, {"structure": "CCAS de Grenoble"}, {"linked": "false"}):
        assert client.get(base, filters).status_code == 200
    table = b"".join(client.get(base, {"export": "csv"}).streaming_content).decode()
    assert "'=cmd()" in table and "Nadia Benali" in table


def test_the_team_corrects_revokes_and_sends_a_new_link(client, coordinator, scene, helper):
    client.force_login(coordinator)
    edit, inspect = (f"/admin/snippets/workshops/helper/{action}/{helper.pk}/" for action in ("edit", "inspect"))
    assert client.get(inspect).status_code == 200 and client.get(edit).status_code == 200
    ccas = Organisation.objects.create(name="CCAS")
    typed = {"structure": "CCAS de Grenoble", "organisation": ccas.pk, "name": "Nadia B.", "email": helper.email, "language": "fr"}
    assert client.post(edit, {**typed, "phone": "06 39 98 77 77"}).status_code == 302
    helper.refresh_from_db()
    assert helper.organisation == ccas and helper.phone == "+33639987777"
    assert client.post(edit, {**typed, "email": "", "phone": "01 99 00 12 34"}).status_code == 200
    old = helper.token
    assert client.get(f"/admin/helpers/{helper.pk}/revoke/").status_code == 200
    client.post(f"/admin/helpers/{helper.pk}/revoke/")
    assert client.get(f"/reserver/aidants/{old}/").status_code == 410
    client.post(f"/admin/helpers/{helper.pk}/new-link/")
    helper.refresh_from_db()
    assert helper.token != old and helper.revoked_at is None and Message.objects.get(kind="helper_link").recipient == helper.email


def test_a_coordinator_sees_the_helpers_of_their_places_and_never_turns_the_link_of_one_who_books_elsewhere(
    client, coordinator, scene, helper
):
    elsewhere = scene.another(place=ReceptionPointFactory())
    send(helper, elsewhere, Person("Awa"))
    client.force_login(coordinator)
    base = "/admin/snippets/workshops/helper/"
    assert helper.name not in client.get(base).content.decode()
    for action in ("inspect", "edit"):
        assert client.get(f"{base}{action}/{helper.pk}/").status_code == 404
    for action in ("revoke", "new-link"):
        assert client.post(f"/admin/helpers/{helper.pk}/{action}/").status_code == 404
    PlaceRoleFactory(user=coordinator, place=scene.place)
    send(helper, scene.session, Person("Sami"), key="m" * 22)
    typed = {"structure": "CCAS", "organisation": "", "name": "Nadia B.", "language": "fr", "email": "moi@exemple.invalid", "phone": ""}
    address = helper.email
    assert client.post(f"{base}edit/{helper.pk}/", typed).status_code == 302
    helper.refresh_from_db()
    assert (helper.structure, helper.email) == ("CCAS", address)


def test_the_call_desk_exports_no_whole_address(client, scene, django_user_model, helper):
    access.sync_groups()
    caller = django_user_model.objects.create_user("appels", "d@exemple.invalid", "x")
    caller.groups.add(Group.objects.get(name=access.CALL_DESK))
    client.force_login(caller)
    table = b"".join(client.get("/admin/snippets/workshops/helper/", {"export": "csv"}).streaming_content).decode()
    assert helper.structure in table and helper.email not in table


def test_a_host_does_not_see_the_list_of_helpers(client, scene, django_user_model, helper):
    access.sync_groups()
    host = django_user_model.objects.create_user("accueil", "h@exemple.invalid", "x")
    host.groups.add(Group.objects.get(name=access.HOST))
    client.force_login(host)
    assert client.get("/admin/snippets/workshops/helper/").status_code in (302, 403)
    assert client.post(f"/admin/helpers/{helper.pk}/revoke/").status_code in (302, 403)
    assert not Helper.objects.exclude(revoked_at=None).exists()


def test_what_a_helper_erases_stays_bookable_by_nobody(client, scene, helper):
    token = helper.token
    client.post(at(helper, "effacer/"))
    assert client.get(f"/reserver/aidants/{token}/").status_code == 404
    assert not links.ask_again(email="nadia.benali@exemple.invalid")
