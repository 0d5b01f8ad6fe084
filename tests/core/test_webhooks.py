"""Providers call back: nobody without the secret is heard, nothing played again changes anything, and no call gives an error."""

from datetime import UTC, datetime

import pytest

from core import delivery, gateways
from core.models import EarlyReceipt, IncomingMessage, Message, OptOut

from .messages import PHONE, declare, written

pytestmark = pytest.mark.django_db
OVH, BREVO = "/messages/recus/ovh/s3cret-of-ovh/", "/messages/recus/brevo/"
BEARER = {"HTTP_AUTHORIZATION": "Bearer s3cret-of-brevo"}


@pytest.fixture(autouse=True)
def secrets(settings, monkeypatch):
    declare(monkeypatch)
    settings.OVH_WEBHOOK_SECRET, settings.BREVO_WEBHOOK_SECRET = "s3cret-of-ovh", "s3cret-of-brevo"


def left(gateway: str = "ovh", **changes) -> Message:
    return written(**{"state": "sent", "gateway": gateway, "provider_id": "555", **changes})


def ovh(client, **facts):
    return client.get(OVH, {"id": "555", "date": "2026-11-24 15:30:00", **facts})


def brevo(client, *events):
    body = list(events) if len(events) > 1 else events[0]
    return client.post(BREVO, body, content_type="application/json", **BEARER)


def event(status: str, **facts) -> dict:
    return {"id": 1, "to": PHONE[1:], "messageId": 555, "msg_status": status, "ts_event": 1764001800, "type": "transactional", **facts}


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.reason


def test_a_text_that_arrived_is_marked_with_its_hour(client):
    sent = left()
    assert ovh(client, ptt="4", description="1").status_code == 204
    assert state_of(sent) == ("delivered", "")
    assert sent.delivered_at == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(("ptt", "reason"), [("23", "number"), ("24", "absent"), ("26", "full"), ("28", "refused"), ("5", "other")])
def test_a_text_that_did_not_arrive_says_why(client, ptt, reason):
    sent = left()
    ovh(client, ptt=ptt, description="2")
    assert state_of(sent) == ("failed", reason)


def test_what_is_on_the_way_changes_nothing(client):
    sent = left()
    for ptt in ("1", "2", "3"):
        ovh(client, ptt=ptt, description="4")
    assert state_of(sent) == ("sent", "")


def test_an_old_receipt_played_again_undoes_nothing(client):
    sent = left()
    ovh(client, ptt="24", description="2")
    ovh(client, ptt="4", description="1")
    for ptt, state in (("24", "2"), ("3", "4"), ("4", "1")):
        assert ovh(client, ptt=ptt, description=state).status_code == 204
    assert state_of(sent) == ("delivered", "")


def test_brevo_is_heard_with_its_token_and_by_our_reference(client):
    sent, other = left("brevo", provider_id=""), left("brevo", provider_id="556")
    assert brevo(client, event("delivered", tag=sent.reference), event("hard_bounce", messageId=556)).status_code == 204
    assert state_of(sent) == ("delivered", "") and sent.provider_id == "555"
    assert state_of(other) == ("failed", "number")


def test_a_receipt_settles_what_was_in_doubt_and_stops_the_double(client):
    unknown = left("brevo", state="unknown", provider_id="")
    waiting = written("alarm", gateway="brevo", doubts=1)
    never = written("alarm", gateway="brevo")
    for message in (unknown, waiting, never):
        brevo(client, event("delivered", messageId=message.pk, tag=message.reference))
    assert [state_of(message)[0] for message in (unknown, waiting, never)] == ["delivered", "delivered", "queued"]


def test_a_receipt_that_comes_before_we_know_the_number_waits_for_it(client, settings, monkeypatch):
    class Fast:
        def send(self, outgoing):
            ovh(client, ptt="4", description="1")
            return "555"

    monkeypatch.setitem(gateways._factories, ("sms", "ovh"), Fast)
    settings.SMS_GATEWAY = "ovh"
    sent = written()
    delivery.send_due()
    assert state_of(sent) == ("delivered", "")
    assert not EarlyReceipt.objects.exists()


def test_a_receipt_during_the_sending_has_the_last_word(client, settings, monkeypatch):
    sent = written()

    class Fast:
        def send(self, outgoing):
            brevo(client, event("delivered", tag=outgoing.reference))
            return "555"

    monkeypatch.setitem(gateways._factories, ("sms", "brevo"), Fast)
    settings.SMS_GATEWAY = "brevo"
    assert delivery.send_due() == {"delivered": 1}
    assert state_of(sent) == ("delivered", "") and sent.provider_id == "555"


def test_a_message_of_another_provider_with_the_same_number_is_not_touched(client):
    sent = left("brevo")
    ovh(client, ptt="4", description="1")
    assert state_of(sent) == ("sent", "")


@pytest.mark.parametrize("address", ["/messages/recus/ovh/", "/messages/recus/ovh/wrong/", "/messages/recus/ovh/s3cret-of-brevo/", BREVO])
def test_nobody_is_heard_without_the_secret(client, address):
    sent = left()
    assert client.get(address, {"id": "555", "ptt": "4"}).status_code == 403
    assert client.post(address, {"id": "555", "ptt": "4"}).status_code == 403
    assert state_of(sent) == ("sent", "")


def test_a_provider_that_is_not_set_up_is_not_found(client, settings):
    settings.OVH_WEBHOOK_SECRET = ""
    assert client.get(OVH, {"id": "1", "ptt": "4"}).status_code == 404
    assert client.get("/messages/recus/nobody/x/").status_code == 404
    assert client.get("/messages/recus/ovh//").status_code == 404


@pytest.mark.parametrize(
    "facts", [{}, {"id": "555"}, {"ptt": "4"}, {"id": "x" * 200, "ptt": "4"}, {"id": "5", "ptt": "quatre"}, {"id": "5", "ptt": "٤"}]
)
def test_a_call_back_that_makes_no_sense_is_refused_politely(client, facts):
    assert client.get(OVH, facts).status_code == 400


@pytest.mark.parametrize("body", ["", "x", "[1]", '"x"', "[" * 100_000, '{"msg_status": ' + "9" * 5000 + "}", b"\xff\xfe"])
def test_a_webhook_that_makes_no_sense_is_never_an_error(client, body):
    assert client.post(BREVO, body, content_type="application/json", **BEARER).status_code in (204, 400)


@pytest.mark.parametrize(
    "facts",
    [{"tag": "m99999999999999999999-1"}, {"tag": ["m1-zz"]}, {"ts_event": "x"}, {"date": "x", "ts_event": 10**30}, {"messageId": {}}],
)
def test_an_event_with_strange_facts_is_never_an_error(client, facts):
    assert brevo(client, {**event("delivered"), **facts}).status_code == 204


def test_brevo_may_not_be_called_by_an_address_typed_in_a_browser(client):
    assert client.get(BREVO, **BEARER).status_code == 405


def test_an_answer_is_kept_once_and_stop_is_obeyed(client):
    reply = event("replied", reply="Stop !", messageId=9)
    for _time in range(3):
        assert brevo(client, reply).status_code == 204
    (kept,) = IncomingMessage.objects.all()
    assert (kept.number, kept.text, kept.outcome) == (PHONE, "Stop !", "stopped")
    assert OptOut.objects.get().way == "reply"


def test_a_stop_that_the_provider_took_itself_is_obeyed(client):
    brevo(client, event("unsubscribe", messageId=9))
    assert OptOut.objects.get().number == PHONE
