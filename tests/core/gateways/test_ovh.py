"""Text messages by OVH: signed as it asks, by the clock it keeps; what it answers is read for what it means."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from core.gateways import GatewayUnavailable, Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome, http
from core.gateways.ovh import OvhGateway

from .provider import Answer, Provider, nobody_listens

TAKEN = {"ids": [987654], "validReceivers": ["+33639981234"], "invalidReceivers": [], "totalCreditsRemoved": 1}
JOBS = "/1.0/sms/sms-ab12345-1/jobs"
TEXT = Outgoing(to="+33639981234", body="Emmaus : atelier jeudi à 14 h.", reference="m12-6924aa00")


@pytest.fixture
def ovh(settings):
    """Return a function that starts OVH on this machine, its clock ``ahead`` of ours by so many seconds."""
    started = []

    def start(*answers: Answer, ahead: int = 0, **pages) -> Provider:
        moments = {"/1.0/auth/time": lambda query: int(time.time()) + ahead}
        provider = Provider(*answers, pages=moments | {f"/1.0/sms/sms-ab12345-1/{path}": page for path, page in pages.items()})
        started.append(provider.__enter__())
        settings.OVH_API_URL = provider.url + "/1.0"
        return provider

    settings.OVH_APPLICATION_KEY, settings.OVH_APPLICATION_SECRET, settings.OVH_CONSUMER_KEY = "app", "secret", "consumer"
    settings.OVH_SMS_SERVICE, settings.OVH_SMS_SENDER = "sms-ab12345-1", "Emmaus"
    yield start
    for provider in started:
        provider.__exit__()


def test_a_text_leaves_signed_by_their_clock(ovh, settings):
    provider = ovh(Answer(body=TAKEN), ahead=5000)
    assert OvhGateway().send(TEXT) == "987654"
    (asked,) = provider.sent
    assert asked.path == JOBS
    stamp = asked.headers["x-ovh-timestamp"]
    assert abs(int(stamp) - time.time() - 5000) < 10
    signed = "+".join(["secret", "consumer", "POST", settings.OVH_API_URL + "/sms/sms-ab12345-1/jobs", asked.body, stamp])
    assert asked.headers["x-ovh-signature"] == "$1$" + hashlib.sha1(signed.encode()).hexdigest()
    assert asked.headers["x-ovh-application"] == "app" and asked.headers["x-ovh-consumer"] == "consumer"
    assert asked.json["receivers"] == ["+33639981234"] and asked.json["message"] == TEXT.body
    assert asked.json["tag"] == "m12-6924aa00" and asked.json["noStopClause"] is True
    assert asked.json["sender"] == "Emmaus" and asked.json["coding"] == "7bit"


def test_their_clock_is_asked_once(ovh):
    provider = ovh(Answer(body=TAKEN))
    for _text in range(3):
        OvhGateway().send(TEXT)
    assert [asked.path for asked in provider.asked].count("/1.0/auth/time") == 1


def test_without_a_name_people_may_answer_and_arabic_is_sent_as_it_is(ovh, settings):
    settings.OVH_SMS_SENDER = ""
    provider = ovh(Answer(body=TAKEN))
    OvhGateway().send(Outgoing(to="+33639981234", body="تم حجز الورشة"))
    assert provider.sent[0].json["senderForResponse"] is True and "sender" not in provider.sent[0].json
    assert provider.sent[0].json["coding"] == "8bit" and provider.sent[0].json["message"] == "تم حجز الورشة"


@pytest.mark.parametrize(
    ("answer", "failure", "reason"),
    [
        (Answer(body={**TAKEN, "ids": [], "invalidReceivers": ["+33639981234"]}), PermanentFailure, "number"),
        (Answer(400, {"class": "Client::BadRequest", "message": "no"}), PermanentFailure, "refused"),
        (Answer(403, {"class": "Client::Forbidden", "message": "Invalid signature"}), GatewayUnavailable, "provider"),
        (Answer(429, {}, {"Retry-After": "120"}), GatewayUnavailable, "provider"),
        (Answer(503, b"<html>down</html>"), GatewayUnavailable, "provider"),
        (Answer(500, {"class": "Server::InternalServerError"}), TemporaryFailure, "provider"),
        (Answer(504, {}), UnknownOutcome, "network"),
        (Answer(200, b"not json"), UnknownOutcome, "provider"),
        (Answer(200, {"ids": []}), UnknownOutcome, "provider"),
        (Answer(how="cut"), UnknownOutcome, "network"),
    ],
)
def test_each_refusal_is_read_for_what_it_means(ovh, answer, failure, reason):
    ovh(answer)
    with pytest.raises(failure) as caught:
        OvhGateway().send(TEXT)
    assert type(caught.value) is failure and caught.value.reason == reason
    assert "+33" not in str(caught.value)


def test_too_many_requests_says_how_long_to_wait(ovh):
    ovh(Answer(429, {}, {"Retry-After": "120"}))
    with pytest.raises(GatewayUnavailable) as caught:
        OvhGateway().send(TEXT)
    assert caught.value.retry_after == 120


def test_a_provider_that_says_nothing_may_have_taken_the_text(ovh, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", httpx.Timeout(0.2))
    ovh(Answer(how="stall"))
    with pytest.raises(UnknownOutcome):
        OvhGateway().send(TEXT)


def test_where_nobody_listens_nothing_has_left(ovh, settings):
    settings.OVH_API_URL = nobody_listens()
    with pytest.raises(GatewayUnavailable):
        OvhGateway().send(TEXT)


def test_what_is_in_doubt_is_looked_for_by_its_tag(ovh):
    pages = {"outgoing": lambda query: [555] if "tag=m12-6924aa00" in query else [], "jobs": [7], "jobs/7": {"id": 7, "tag": "m13-1"}}
    ovh(**pages)
    assert OvhGateway().find("m12-6924aa00") == "555"
    assert OvhGateway().find("m13-1") == "7"  # it still waits to leave
    assert OvhGateway().find("m14-1") is None


def test_replies_are_fetched_once(ovh):
    reply = {"id": 42, "creationDatetime": "2026-11-24T15:30:00+01:00", "sender": "+33639981234", "message": "OUI"}
    provider = ovh(incoming=[41, 42], **{"incoming/42": reply})
    since = datetime.now(UTC) - timedelta(days=3)
    (found,) = OvhGateway().fetch_replies(since, known={"41"})
    assert (found.provider_id, found.number, found.text) == ("42", "+33639981234", "OUI")
    assert found.at == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    assert not [asked for asked in provider.asked if asked.path.endswith("/41")]
