"""Text messages by Brevo, and what it says of them."""

import pytest

from core.gateways import GatewayUnavailable, Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome
from core.gateways.brevo import BrevoGateway

from .provider import Answer, Provider, nobody_listens

TEXT = Outgoing(to="+33639981234", body="Emmaus : atelier jeudi à 14 h.", reference="m12-6924aa00")
EVENTS = "/v3/transactionalSMS/statistics/events"


@pytest.fixture
def brevo(settings):
    started = []

    def start(*answers: Answer, **pages) -> Provider:
        provider = Provider(*answers, pages=pages)
        started.append(provider.__enter__())
        settings.BREVO_API_URL = provider.url + "/v3"
        return provider

    settings.BREVO_API_KEY, settings.BREVO_SMS_SENDER = "xkeysib-1", "Emmaus"
    yield start
    for provider in started:
        provider.__exit__()


def test_a_text_leaves_with_the_key_of_the_account_and_our_reference(brevo):
    provider = brevo(Answer(201, {"messageId": 1511882900176220}))
    assert BrevoGateway().send(TEXT) == "1511882900176220"
    (asked,) = provider.sent
    assert asked.path == "/v3/transactionalSMS/send" and asked.headers["api-key"] == "xkeysib-1"
    assert asked.json == {
        "sender": "Emmaus",
        "recipient": "33639981234",
        "content": TEXT.body,
        "type": "transactional",
        "tag": "m12-6924aa00",
        "unicodeEnabled": False,
    }


def test_arabic_is_sent_as_unicode(brevo):
    provider = brevo(Answer(201, {"messageId": 1}))
    BrevoGateway().send(Outgoing(to="+33639981234", body="تم حجز الورشة"))
    assert provider.sent[0].json["unicodeEnabled"] is True


@pytest.mark.parametrize(
    ("answer", "failure", "reason"),
    [
        (Answer(400, {"code": "invalid_parameter", "message": "Invalid"}), PermanentFailure, "refused"),
        (Answer(400, {"code": "invalid_phone_number"}), PermanentFailure, "number"),
        (Answer(400, {"code": "not_enough_credits"}), GatewayUnavailable, "provider"),
        (Answer(402, {"code": "not_enough_credits"}), GatewayUnavailable, "provider"),
        (Answer(401, {"code": "unauthorized"}), GatewayUnavailable, "provider"),
        (Answer(429, {"code": "too_many_requests"}), GatewayUnavailable, "provider"),
        (Answer(500, {}), TemporaryFailure, "provider"),
        (Answer(502, b""), UnknownOutcome, "network"),
        (Answer(201, {}), UnknownOutcome, "provider"),
        (Answer(how="cut"), UnknownOutcome, "network"),
    ],
)
def test_each_refusal_is_read_for_what_it_means(brevo, answer, failure, reason):
    brevo(answer)
    with pytest.raises(failure) as caught:
        BrevoGateway().send(TEXT)
    assert type(caught.value) is failure and caught.value.reason == reason


def test_where_nobody_listens_nothing_has_left(brevo, settings):
    settings.BREVO_API_URL = nobody_listens()
    with pytest.raises(GatewayUnavailable):
        BrevoGateway().send(TEXT)


def test_what_is_in_doubt_is_looked_for_by_its_tag(brevo):
    event = {"event": "accepted", "messageId": "77", "tag": "m12-6924aa00"}
    brevo(**{EVENTS: {"events": [event]}})
    assert BrevoGateway().find("m12-6924aa00") == "77"
    assert BrevoGateway().find("m99-1") is None


@pytest.mark.parametrize("page", [{}, {"events": None}, [], Answer(200, b"x")])
def test_an_answer_that_makes_no_sense_finds_nothing(brevo, page):
    brevo(**{EVENTS: page})
    assert BrevoGateway().find("m12-6924aa00") is None
