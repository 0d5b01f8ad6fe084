"""The outbox in the admin: found, understood, sent again; nobody sees a number they need not see."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core import access, delivery, opting_out, retrying
from core.models import IncomingMessage, Message, OptOut, SentCount, User

from .messages import PHONE, declare, written

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/core/message/"
SECRET = "https://exemple.invalid/reserver/r/abcdefghijklmnopqrstuv/"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    declare(monkeypatch)


@pytest.fixture
def boss(client):
    client.force_login(User.objects.create_superuser("chef", "chef@exemple.invalid", "secret"))
    return client


@pytest.fixture
def coordinator(client):
    access.sync_groups()
    user = User.objects.create_user("coordination", password="secret")
    user.groups.add(Group.objects.get(name=access.PLACE_COORDINATOR))
    client.force_login(user)
    return client


@pytest.fixture
def call_desk(client):
    access.sync_groups()
    user = User.objects.create_user("appels", password="secret")
    user.groups.add(Group.objects.get(name=access.CALL_DESK))
    client.force_login(user)
    return client


def test_the_list_says_what_became_of_each_and_why_not(boss):
    written(state="failed", reason="absent", sent_at=timezone.now())
    written(state="delivered", delivered_at=timezone.now())
    html = boss.get(LIST).content.decode()
    for word in ("Échec", "Arrivé", "le téléphone est éteint ou hors réseau", "••••••••••34"):
        assert word.lower() in html.lower(), word
    assert PHONE not in html and "06 39 98 12 34" not in html


@pytest.mark.parametrize("typed", ["06 39 98 12 34", "+33639981234", "0639981234", "greeting", "booking:7"])
def test_a_message_is_found_by_its_number_its_kind_or_what_it_tells_of(boss, typed):
    found = written("greeting", subject_ref="booking:7")
    other = written("nudge", recipient="+33639980000")
    html = boss.get(LIST, {"q": typed}).content.decode()
    assert f"/inspect/{found.pk}/" in html and f"/inspect/{other.pk}/" not in html


@pytest.mark.parametrize("typed", ["x" * 10_000, "\x00", "🙂", "%", "'; drop"])
def test_a_strange_search_finds_nothing_and_breaks_nothing(boss, typed):
    assert boss.get(LIST, {"q": typed}).status_code == 200


def test_it_is_filtered_by_state_kind_day_and_reason(boss):
    kept = written(state="failed", reason="absent")
    other = written(state="sent")
    today = timezone.localdate()
    for query in (
        {"state": "failed"},
        {"reason": "absent"},
        {"state": "failed", "kind": "greeting", "written_from": today, "written_to": today},
    ):
        html = boss.get(LIST, query).content.decode()
        assert f"/inspect/{kept.pk}/" in html and f"/inspect/{other.pk}/" not in html, query


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_export_is_in_words_and_masked(boss, form):
    written(state="failed", reason="absent")
    response = boss.get(LIST, {"export": form})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert PHONE.encode() not in content
    if form == "csv":
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert "le téléphone est éteint ou hors réseau" in row.values() and "Greeting" in row.values()


def test_who_need_not_know_sees_neither_the_number_nor_the_text(coordinator):
    message = written(body=f"Bonjour {SECRET}", state="failed", reason="number", subject_ref="booking:7")
    for address in (LIST, f"{LIST}inspect/{message.pk}/", f"/admin/messages/{message.pk}/retry/"):
        html = coordinator.get(address).content.decode()
        assert "•34" in html and "98 12 34" not in html and SECRET not in html, address


def test_the_whole_message_is_for_who_may_see_it(boss):
    message = written(body=f"Bonjour {SECRET}", state="sent", segments=2)
    html = boss.get(f"{LIST}inspect/{message.pk}/").content.decode()
    assert "06 39 98 12 34" in html and SECRET in html


def test_hosts_and_editors_see_no_outbox(client):
    access.sync_groups()
    for group in (access.HOST, access.EDITOR):
        user = User.objects.create_user(group, password="secret")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        message = written(state="failed")
        for address in (LIST, f"/admin/messages/{message.pk}/retry/", "/admin/snippets/core/incomingmessage/"):
            assert client.get(address).status_code in (302, 403), address
        assert client.post(f"/admin/messages/{message.pk}/retry/").status_code in (302, 403)
        message.refresh_from_db()
        assert message.state == "failed"


def test_a_message_is_sent_again_after_asking_once(coordinator):
    message = written(state="failed", reason="provider", attempts=5, error="HTTP 401")
    address = f"/admin/messages/{message.pk}/retry/"
    assert address in coordinator.get(LIST).content.decode()
    assert "Renvoyer" in coordinator.get(address).content.decode()
    message.refresh_from_db()
    assert message.state == "failed"  # looking changes nothing
    coordinator.post(address)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == ("queued", 0, "")
    delivery.send_due()
    message.refresh_from_db()
    assert message.state == "sent"
    assert ModelLogEntry.objects.filter(action="core.message.retry").count() == 1


def test_one_that_may_have_arrived_says_so_before_it_is_sent_again(coordinator):
    message = written(state="unknown", doubts=1)
    assert "deux fois" in coordinator.get(f"/admin/messages/{message.pk}/retry/").content.decode()
    assert retrying.retry(message)
    message.refresh_from_db()
    assert message.doubts == 1  # a provider that can look for it is asked first


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "sent"},
        {"state": "delivered"},
        {"state": "withdrawn"},
        {"state": "failed", "expires_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_what_arrived_or_is_too_late_is_not_sent_again(coordinator, facts):
    message = written(**facts)
    address = f"/admin/messages/{message.pk}/retry/"
    assert address not in coordinator.get(LIST).content.decode()
    coordinator.post(address)
    message.refresh_from_db()
    assert message.state == facts["state"]


def test_who_wants_no_more_is_not_written_to_by_that_way_either(coordinator):
    message = written("nudge", state="failed")
    opting_out.opt_out(PHONE)
    coordinator.post(f"/admin/messages/{message.pk}/retry/")
    message.refresh_from_db()
    assert message.state == "failed"
    assert coordinator.get("/admin/messages/99999999999999999999999/retry/").status_code == 404


def test_the_team_stops_reminders_for_somebody_and_takes_them_up_again(coordinator):
    nudge = written("nudge")
    address = "/admin/snippets/core/optout/"
    response = coordinator.post(f"{address}add/", {"number": "06 39 98 12 34"})
    assert response.status_code == 302 and opting_out.has_opted_out(PHONE)
    nudge.refresh_from_db()
    assert nudge.state == "stopped"
    assert coordinator.post(f"{address}add/", {"number": "06.39.98.12.34"}).status_code == 302 and OptOut.objects.count() == 1
    html = coordinator.get(address).content.decode()
    assert "•34" in html and "98 12 34" not in html
    assert "•34" in coordinator.get(address, {"q": "06 39 98 12 34"}).content.decode()
    coordinator.post(f"{address}delete/{OptOut.objects.get().pk}/")
    assert not opting_out.has_opted_out(PHONE)


@pytest.mark.parametrize("typed", ["", "coucou", "12", "\x00", "9" * 5000])
def test_a_number_that_is_none_is_said_beside_the_field(coordinator, typed):
    response = coordinator.post("/admin/snippets/core/optout/add/", {"number": typed})
    assert response.status_code == 200 and not OptOut.objects.exists()


def test_replies_are_read_at_the_call_desk_alone(coordinator):
    assert coordinator.get("/admin/snippets/core/incomingmessage/").status_code in (302, 403, 404)


def test_a_reply_to_read_comes_first_and_is_taken_off_the_list(call_desk):
    now = timezone.now()
    for number, (text, outcome) in enumerate([("Je serai en retard", "to_read"), ("OUI", "handled")]):
        IncomingMessage.objects.create(
            gateway="ovh", provider_id=str(number), number=PHONE, text=text, received_at=now + timedelta(minutes=number), outcome=outcome
        )
    html = call_desk.get("/admin/snippets/core/incomingmessage/").content.decode()
    assert html.index("Je serai en retard") < html.index(">OUI<" if ">OUI<" in html else "OUI")
    reply = IncomingMessage.objects.get(provider_id="0")
    assert "06 39 98 12 34" in call_desk.get(f"/admin/messages/replies/{reply.pk}/").content.decode()
    call_desk.post(f"/admin/messages/replies/{reply.pk}/")
    reply.refresh_from_db()
    assert reply.outcome == "read" and reply.read_by.username == "appels"


def test_the_costs_are_told_by_month_and_kind(coordinator):
    SentCount.objects.create(month="2026-11-01", kind="booking_confirmed", channel="sms", messages=500, segments=1000)
    SentCount.objects.create(month="2026-11-01", kind="booking_confirmed", channel="email", messages=40, segments=0)
    SentCount.objects.create(month="2026-10-01", kind="lost_link", channel="sms", messages=10, segments=10)
    html = coordinator.get("/admin/snippets/core/sentcount/").content.decode()
    for words in ("Novembre 2026", "540", "60,00\u00a0€", "Octobre 2026", "0,60\u00a0€", "0,06\u00a0€"):
        assert words in html, words
    response = coordinator.get("/admin/snippets/core/sentcount/?export=csv")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "60.00" in content and "booking_confirmed" not in content


def test_the_numbers_outlive_the_messages():
    from core import sweeps

    written(segments=2)
    delivery.send_due()
    Message.objects.update(created_at=timezone.now() - timedelta(days=93))
    sweeps.purge_messages(timezone.now())
    assert not Message.objects.exists() and SentCount.objects.get().segments == 2
