"""Who is written to, once, and in which words."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.workshops import cancelling, reminders, telling
from catalogue.workshops.helping import booking_for, links
from catalogue.workshops.helping import message_texts as texts
from catalogue.workshops.helping.booking_for import Person
from catalogue.workshops.models import Booking, Call, Helper
from core import message_kinds, outbox
from core.models import Message
from core.sms_length import segments
from tests.workshops.conftest import paris

OURS = [kind for kind in message_kinds.all_kinds() if kind.placeholders in (texts.BY_HELPER, texts.TO_HELPER, texts.OF_LINK)]


def send(helper, session, *people: Person, key="k" * 22, **kwargs) -> booking_for.Outcome:
    return booking_for.book(helper, session.pk, people, key=key, **kwargs)


def kinds() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def test_every_wording_gives_a_number_to_call_in_three_languages():
    assert len(OURS) == 11
    for kind in OURS:
        assert set(kind.wordings) == {(way, language) for way in ("sms", "email") for language in ("fr", "en", "ar")}
        assert all("{phone}" in wording.body for wording in kind.wordings.values())


@override_settings(SITE_URL="https://www.emmaus-connect.exemple")
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_text_message_stays_short(scene, arabic, helper, language):
    scene.place.name = "Point d’accueil Emmaüs Connect Saint-Denis de La Réunion Centre"
    scene.place.address, scene.place.city = "125 bis avenue du Maréchal-de-Lattre-de-Tassigny", "Saint-Denis"
    scene.place.save()
    [booking] = send(helper, scene.session, Person("Awa", "+33639981234", language)).booked
    with outbox.in_language(language):
        words = telling.words_of(booking, "sms") | {"people": "Awa, K. B., Samira", "count": "3", "until": "27/11 14 h"}
    for kind in OURS:
        body = kind.wordings[("sms", language)].body.format_map(words)
        assert segments(body) <= (3 if language == "ar" else 2), (kind.code, segments(body), body)


def test_the_person_reads_in_their_language_who_booked(scene, arabic, helper):
    send(helper, scene.session, Person("سميرة", "+33639981234", "ar"))
    [message] = Message.objects.all()
    assert message.kind == texts.CONFIRMED_BY_HELPER and message.language == "ar"
    assert "CCAS de Grenob" in message.body and message.recipient == "+33639981234"


def test_the_private_page_says_who_booked_and_lets_the_person_decide(client, scene, helper):
    [booking] = send(helper, scene.session, Person("Awa", "+33639981234")).booked
    page = client.get(f"/reserver/r/{booking.token}/").content.decode()
    assert "CCAS de Grenoble a réservé pour vous." in page and "ne saura pas si vous venez" in page
    client.post(f"/reserver/r/{booking.token}/partage/", {"share": "1"})
    booking.refresh_from_db()
    assert booking.shares_attendance and booking.participant.seat.state == "confirmed"
    client.post(f"/reserver/r/{booking.token}/partage/", {"share": "0"})
    booking.refresh_from_db()
    assert not booking.shares_attendance and booking.participant.seat.state == "confirmed"


def test_without_a_number_the_helper_receives_what_matters(scene, helper):
    [booking] = send(helper, scene.session, Person("K. B.")).booked
    assert booking.receives == "helper" and kinds() == []
    cancelling.cancel(booking)
    [message] = Message.objects.all()
    assert message.kind == texts.HELPER_CANCELLED and message.recipient == helper.email and "K. B." in message.body


def test_a_helper_is_told_once_of_all_the_people_of_a_cancelled_session(scene, helper):
    session = scene.another(capacity=8)
    people = [Person(name, number=number) for number, name in enumerate(("Awa", "Karim", "Mei"))]
    people.append(Person("Rosa", "+33639981234", number=3, receives="both"))
    send(helper, session, *people)
    Message.objects.all().delete()
    seats.cancel_session(session.pk, "Salle inondée")
    assert kinds() == [texts.HELPER_SESSION_CANCELLED, "session_cancelled"]
    assert "Awa, Karim, Mei, Rosa" in Message.objects.get(kind=texts.HELPER_SESSION_CANCELLED).body
    assert not Call.objects.exists()


def test_a_helper_is_reminded_once_two_days_before(scene, helper):
    session = scene.another(capacity=8, starts_at=paris(2, 14))
    send(helper, session, *(Person(name, number=number) for number, name in enumerate(("Awa", "Karim"))))
    Booking.objects.update(submitted_at=timezone.now() - timedelta(days=3))
    now = paris(0, 10)
    for _twice in range(2):
        reminders.queue_reminders(now)
    assert kinds() == [texts.HELPER_REMINDER] and not Call.objects.exists()
    assert "Awa, Karim" in Message.objects.get().body


def test_with_both_each_has_their_own_reminder(scene, helper):
    session = scene.another(capacity=8, starts_at=paris(2, 14))
    send(helper, session, Person("Awa", "+33639981234", receives="both"))
    Booking.objects.update(submitted_at=timezone.now() - timedelta(days=3))
    Message.objects.all().delete()
    reminders.queue_reminders(paris(0, 10))
    assert kinds() == ["booking_reminder_2d", texts.HELPER_REMINDER]


def test_the_helper_is_told_of_a_seat_offered_to_whom_they_answer_for(scene, helper):
    for _taken in range(3):
        last = scene.booked()
    outcome = send(helper, scene.session, Person("K. B."), rest_waits=True)
    assert len(outcome.waiting) == 1
    Message.objects.all().delete()
    cancelling.cancel(last)
    message = Message.objects.get(kind=texts.HELPER_OFFERED)
    assert f"/orientations/{outcome.waiting[0].pk}/" in message.body and message.matters


def test_what_the_helper_did_is_not_told_to_them(client, scene, helper):
    [booking] = send(helper, scene.session, Person("Awa", "+33639981234", receives="both")).booked
    Message.objects.all().delete()
    client.post(f"/reserver/aidants/{helper.token}/orientations/{booking.pk}/annuler/")
    going = list(Message.objects.exclude(state="withdrawn").values_list("kind", flat=True))
    assert going == ["booking_cancelled"]


def test_asking_for_a_link_answers_alike_and_changes_nothing_of_who_is_known(client, scene, helper):
    typed = {"structure": "Autre", "name": "Quelqu’un", "phone": "06 39 98 55 55"}
    known = client.post("/reserver/aidants/", {**typed, "email": helper.email.upper()})
    unknown = client.post("/reserver/aidants/", {**typed, "email": "nouvelle@exemple.invalid"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    helper.refresh_from_db()
    assert helper.structure == "CCAS de Grenoble" and Helper.objects.count() == 2
    again = [
        client.post("/reserver/aidants/lien/", {"contact": who}) for who in (helper.email, "personne@exemple.invalid", "06 39 98 55 55")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in again} == {(302, "/reserver/aidants/lien/envoye/")}
    assert set(Message.objects.values_list("recipient", flat=True)) <= {helper.email, "nouvelle@exemple.invalid", "+33639985555"}


def test_a_landline_alone_cannot_receive_a_link(client, scene):
    response = client.post("/reserver/aidants/", {"structure": "CCAS", "name": "Nadia", "phone": "01 99 00 12 34"})
    assert response.status_code == 200 and "portable" in response.content.decode() and not Helper.objects.exists()


def test_a_known_address_is_written_to_three_times_an_hour_at_most(scene, helper):
    now = timezone.now()
    for minute in range(6):
        links.ask_again(email=helper.email, now=now + timedelta(minutes=minute))
    assert Message.objects.count() == 3


def test_a_revoked_link_opens_nothing_and_cannot_be_asked_for(client, scene, helper):
    links.revoke(helper)
    assert client.get(f"/reserver/aidants/{helper.token}/").status_code == 410
    helper.refresh_from_db()
    client.post(f"/reserver/aidants/{helper.token}/renouveler/")
    links.ask_again(email=helper.email)
    links.sign_up(structure="X", name="Y", phone="", email=helper.email, language="fr", key="z" * 22)
    assert not Message.objects.exists() and Helper.objects.count() == 1


def test_tokens_tried_at_random_are_slowed_down_and_those_that_work_never(client, scene, helper):
    from core.tokens import new_token

    far = {"REMOTE_ADDR": "90.1.2.3"}
    codes = [client.get(f"/reserver/aidants/{new_token()}/", **far).status_code for _try in range(62)]
    assert codes[0] == 404 and codes[-1] == 429
    assert client.get(f"/reserver/aidants/{helper.token}/", **far).status_code == 200


def test_initials_are_greeted_without_a_second_full_stop(client, scene, helper):
    [booking] = send(helper, scene.session, Person("M. D.", "+33639981234")).booked
    assert "M. D.." not in client.get(f"/reserver/r/{booking.token}/").content.decode()
