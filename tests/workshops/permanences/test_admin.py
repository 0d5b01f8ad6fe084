"""The team's screens: rules, reasons, school holidays; what happens to slots already made is said."""

from datetime import time

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from catalogue.agenda import seats
from catalogue.agenda.models import Session
from catalogue.places.models import PlaceRole, SchoolHoliday
from catalogue.places.models.place import Role
from catalogue.workshops import reserving
from catalogue.workshops.hosting.day import day_of
from catalogue.workshops.models import PermanenceReason, PermanenceRule
from core.access import HOST, PLACE_COORDINATOR, sync_groups
from core.tokens import new_token


def form_of(rule: PermanenceRule, **changes) -> dict:
    return {
        "workshop": rule.workshop_id,
        "place": rule.place_id,
        "room": "",
        "language": "fr",
        "weekday": rule.weekday,
        "starts": "09:00",
        "ends": "12:00",
        "slot_minutes": 30,
        "break_minutes": 0,
        "pause_from": "",
        "pause_to": "",
        "valid_from": "2020-01-01",
        "valid_until": "",
        "is_active": "on",
        **changes,
    }


def test_changing_a_rule_says_what_became_of_its_slots_and_names_the_booked_one(admin_client, rule, day):
    seats.reserve(day[5].pk, key="somebody")
    url = reverse("wagtailsnippets_workshops_permanencerule:edit", args=[rule.pk])
    shown = admin_client.get(url).content.decode()
    assert "n’est jamais supprimé" in shown
    answer = admin_client.post(url, form_of(rule, ends="10:00"), follow=True).content.decode()
    assert "1 créneau est réservé et reste tel quel" in answer and reverse("session:inspect", args=[day[5].pk]) in answer
    assert "créneaux libres retirés" in answer
    assert Session.objects.filter(local_day=day[0].local_day).count() == 3


def test_a_mistaken_break_is_said_beside_its_field(admin_client, rule):
    url = reverse("wagtailsnippets_workshops_permanencerule:edit", args=[rule.pk])
    answer = admin_client.post(url, form_of(rule, pause_from="12:00"))
    assert "écrivez les deux, ou aucun" in answer.content.decode()
    rule.refresh_from_db()
    assert rule.pause_from is None and rule.ends == time(12)


def test_the_team_words_lengthens_and_translates_a_reason(admin_client, reasons):
    reason = reasons["short"]
    url = reverse("wagtailsnippets_workshops_permanencereason:edit", args=[reason.pk])
    assert admin_client.get(reverse("wagtailsnippets_workshops_permanencereason:list")).status_code == 200
    french, arabic = reason.texts.order_by("pk")
    answer = admin_client.post(
        url,
        {
            "code": "forfait",
            "minutes": 45,
            "position": 10,
            "picture": "",
            "is_active": "on",
            "texts-TOTAL_FORMS": 2,
            "texts-INITIAL_FORMS": 2,
            "texts-MIN_NUM_FORMS": 1,
            "texts-MAX_NUM_FORMS": 1000,
            "texts-0-id": french.pk,
            "texts-0-language": "fr",
            "texts-0-name": "Payer moins cher",
            "texts-0-example": "",
            "texts-1-id": arabic.pk,
            "texts-1-language": "ar",
            "texts-1-name": "دفع أقل",
            "texts-1-example": "",
        },
    )
    assert answer.status_code == 302
    reason = PermanenceReason.objects.get(pk=reason.pk)
    assert (reason.minutes, reason.words_in("ar").name, reason.words_in("en").name) == (45, "دفع أقل", "Payer moins cher")


def test_the_calendar_of_school_holidays_is_corrected_in_the_admin(admin_client, scene):
    holiday = SchoolHoliday.objects.create(name="Vacances d’hiver", zone="A", first_day="2029-02-10", last_day="2029-02-25")
    assert admin_client.get(reverse("wagtailsnippets_places_schoolholiday:list")).status_code == 200
    url = reverse("wagtailsnippets_places_schoolholiday:edit", args=[holiday.pk])
    facts = {"name": "Vacances d’hiver", "zone": "A", "departement": "974", "first_day": "2029-02-10", "last_day": "2029-02-25"}
    assert "l’un des deux" in admin_client.post(url, facts).content.decode()
    assert admin_client.post(url, {**facts, "departement": "", "last_day": "2029-02-26"}).status_code == 302
    holiday.refresh_from_db()
    assert holiday.last_day.day == 26


@pytest.fixture
def staff(client, scene, django_user_model):
    def sign_in(name: str, group: str):
        sync_groups()
        user = django_user_model.objects.create_user(username=name, email=f"{name}@example.org", password="x")
        user.groups.add(Group.objects.get(name=group))
        PlaceRole.objects.create(user=user, place=scene.place, role=Role.HOST if group == HOST else Role.COORDINATOR)
        client.force_login(user)
        return user

    return sign_in


def test_what_an_appointment_is_for_is_read_by_the_host_of_that_session_only(client, staff, day, reasons):
    booking = reserving.start(day[0].pk, key=new_token(), language="fr", reason=reasons["long"])
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    booking = reserving.submit(booking)
    host = staff("host", HOST)
    day[0].host = host
    day[0].save()
    url = reverse("wagtailsnippets_workshops_booking:inspect", args=[booking.pk])
    assert "Operateur" in client.get(url).content.decode()
    sittings = day_of(host, day[0].local_day).sittings
    assert [person.needs for sitting in sittings for person in sitting.people] == ["Operateur (1\u00a0h)"]
    assert len(sittings) == 5  # the slot it goes on in is not a line of its own
    staff("other", PLACE_COORDINATOR)
    assert "Operateur" not in client.get(url).content.decode()
