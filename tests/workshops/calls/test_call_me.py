"""Somebody would rather be called: one screen, a promise the team can keep, the same answer for every number."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation

from catalogue.workshops import calls
from catalogue.workshops.calls.promise import promise
from catalogue.workshops.calls.retention import purge_callbacks
from catalogue.workshops.models import CallbackRequest
from core.helpline import helpline_for, helpline_of
from core.models import SiteSettings

from ..conftest import PHONE
from ..test_forged_forms import not_offered  # noqa: F401  (a fixture)

PARIS = ZoneInfo("Europe/Paris")
ADDRESS = "/reserver/rappel/"


def typed(**changed) -> dict:
    return {"first_name": "Awa", "phone": PHONE, "language": "fr", "suits": "any", **changed}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2026 in Paris; the 1st is a Tuesday."""
    return datetime(2026, 12, day, hour, minute, tzinfo=PARIS)


def test_one_screen_then_when_we_call(client, scene):
    page = client.get(ADDRESS, {"session": scene.session.pk}).content.decode()
    assert "Premiers pas avec mon téléphone" in page and "de 9 h à 12 h" in page.replace("\xa0", " ")
    response = client.post(ADDRESS, typed(phone="04 65 71 00 00", suits="morning", language="ar", session=scene.session.pk))
    assert response.status_code == 302 and response.url == "/reserver/rappel/promis/morning/"
    asked = CallbackRequest.objects.get()
    assert (asked.first_name, asked.phone, asked.language, asked.session, asked.offer.pk) == (
        "Awa", "+33465710000", "ar", scene.session, scene.workshop.pk,
    )  # fmt: skip
    answer = client.get(response.url)
    assert answer.status_code == 200 and "Entre 9" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"] and "no-store" in client.get(ADDRESS)["Cache-Control"]


@pytest.mark.both
def test_asking_twice_is_asking_once_and_another_person_of_the_same_phone_is_another_call(client, scene):
    for name in ("Awa", "awa ", "Jean"):
        assert client.post(ADDRESS, typed(first_name=name)).status_code == 302
    assert sorted(CallbackRequest.objects.values_list("folded_name", flat=True)) == ["awa", "jean"]
    first = CallbackRequest.objects.get(folded_name="awa")
    client.post(ADDRESS, typed(suits="afternoon", session=scene.session.pk))
    again = CallbackRequest.objects.get(folded_name="awa")
    assert again.pk == first.pk and again.suits == "afternoon" and again.session == scene.session


def test_a_call_asked_for_again_without_a_change_keeps_its_promise(scene):
    facts = {"first_name": "Awa", "phone": "+33639981234", "language": "fr", "suits": "any"}
    first = calls.ask(**facts, now=at(1, 9))
    again = calls.ask(**facts, now=at(2, 9))
    assert first is not None and again is not None
    assert (again.pk, again.call_by) == (first.pk, first.call_by)


def test_the_same_number_is_not_put_on_the_list_for_ever_and_the_answer_stays_the_same(client, scene):
    answers = {client.post(ADDRESS, typed(first_name=f"Nom {letter}")).url for letter in "ABCDEFG"}
    assert len(answers) == 1 and CallbackRequest.objects.count() == 4


@pytest.mark.parametrize(
    ("suits", "now", "begins", "ends"),
    [
        ("any", at(1, 8), at(1, 9), at(1, 12)),
        ("any", at(1, 10, 30), at(1, 12), at(1, 17)),
        ("any", at(1, 16), at(2, 9), at(2, 12)),
        ("morning", at(1, 11), at(2, 9), at(2, 12)),
        ("afternoon", at(1, 9), at(1, 12), at(1, 17)),
        ("afternoon", at(4, 15, 1), at(7, 12), at(7, 17)),  # Friday evening, then Monday
        ("morning", at(24, 12), at(28, 9), at(28, 12)),  # Christmas is a Friday
    ],
)
def test_a_call_is_promised_for_the_next_half_day_that_leaves_two_hours(scene, suits, now, begins, ends):
    found = promise(suits, helpline_for(None), now)
    assert (found.begins, found.ends) == (begins, ends)


def test_a_helpline_that_works_in_the_morning_alone_promises_no_afternoon(scene):
    helpline = replace(helpline_of(SiteSettings()), closes=time(12), weekdays=frozenset({2}))
    found = promise("afternoon", helpline, at(1, 8))
    assert (found.begins, found.ends) == (at(2, 9), at(2, 12))


@pytest.mark.parametrize("bad", ["", "x", "9" * 30, "-1", "0", "\x00", "٣"])
def test_a_session_that_is_not_shown_is_left_out(client, scene, bad):
    assert client.get(ADDRESS, {"session": bad}).status_code == 200
    assert client.post(ADDRESS, typed(session=bad)).status_code == 302
    assert CallbackRequest.objects.get().session is None


def test_nothing_is_told_of_a_session_that_visitors_are_not_offered(client, scene, not_offered):  # noqa: F811
    assert "Secret" not in client.get(ADDRESS, {"session": not_offered.pk}).content.decode()
    client.post(ADDRESS, typed(session=not_offered.pk))
    assert CallbackRequest.objects.get().session is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": ""}, {"phone": "12"}, {"phone": "0" * 10_000}, {"phone": "06\x00"}, {"first_name": ""}, {"first_name": "A" * 10_000},
        {"first_name": "\x00"}, {"language": "xx"}, {"suits": "tonight"}, {"suits": ""}, {"phone": "08 99 70 12 34"},
    ],
)  # fmt: skip
def test_a_mistake_gets_a_sentence_and_what_was_typed_stays(client, scene, wrong):
    response = client.post(ADDRESS, typed(**wrong))
    page = response.content.decode()
    assert response.status_code == 200 and 'role="alert"' in page and not CallbackRequest.objects.exists()
    assert "Awa" in page or "first_name" in wrong


def test_an_unknown_promise_is_not_found(client, scene):
    assert client.get("/reserver/rappel/promis/midnight/").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_screens_speak_each_language(client, scene, language):
    with translation.override(language):
        address = reverse("workshops:call_me")
        assert client.get(address).status_code == 200
        response = client.post(address, typed(language=language))
        page = client.get(response.url)
    assert page.status_code == 200 and f'lang="{language}"' in page.content.decode()
    assert CallbackRequest.objects.get().language == language


def test_calls_are_erased_a_month_after_they_were_made_and_three_months_after_they_were_asked(scene):
    asked = calls.ask(first_name="Awa", phone="+33639981234", language="fr", suits="any")
    old = calls.ask(first_name="Jean", phone="+33639981235", language="fr", suits="any")
    assert asked is not None and old is not None
    now = asked.created_at
    CallbackRequest.objects.filter(pk=asked.pk).update(done_at=now.replace(year=now.year - 1))
    assert purge_callbacks(now) == 1 and CallbackRequest.objects.get() == old
    assert purge_callbacks(now.replace(year=now.year + 1)) == 1
