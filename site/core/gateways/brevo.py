"""Text messages by Brevo (https://developers.brevo.com/reference/sendtransacsms).

A request carries the account's key. Brevo has no key against doubles, but keeps our reference as a tag and hands it back: what is in
doubt is looked for by it. Its webhooks are not signed: they carry a bearer token chosen by us, or their address holds it.
"""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.http import HttpRequest

from ..models.message import FailureReason
from ..sms_length import length_of
from . import http
from .base import GatewayUnavailable, Outgoing, PermanentFailure, Receipt, Reply, UnknownOutcome
from .moments import from_epoch, paris_moment

MOST_EVENTS = 500
_DELIVERED = {"delivered"}
_FAILED = {
    "softbounce": FailureReason.ABSENT,
    "hardbounce": FailureReason.NUMBER,
    "rejected": FailureReason.REFUSED,
    "skip": FailureReason.REFUSED,
    "skipped": FailureReason.REFUSED,
    "blocked": FailureReason.REFUSED,
    "blacklisted": FailureReason.NUMBER,
    "unsubscribe": FailureReason.NUMBER,
    "unsubscribed": FailureReason.NUMBER,
    "error": FailureReason.OTHER,
}
_REPLIED = {"replied", "reply"}
_STOPPED = {"unsubscribe", "unsubscribed"}


class BrevoGateway:
    name = "brevo"

    def send(self, message: Outgoing) -> str:
        body = {
            "sender": settings.BREVO_SMS_SENDER,
            "recipient": message.to.lstrip("+"),
            "content": message.body,
            "type": "transactional",
            "tag": message.reference,
            "unicodeEnabled": not length_of(message.body).is_gsm,
        }
        response = self._ask("POST", "/transactionalSMS/send", json.dumps(body))
        if response.status_code == 400 and http.said(response) == "not_enough_credits":
            raise GatewayUnavailable("HTTP 400 not_enough_credits", 300)
        if response.status_code == 400 and "phone" in http.said(response):
            raise PermanentFailure(f"HTTP 400 {http.said(response)}", FailureReason.NUMBER)
        http.refuse_failure(response)
        answer = http.read_json(response)
        number = answer.get("messageId") or answer.get("reference") if isinstance(answer, dict) else None
        if not number:
            raise UnknownOutcome("an answer without a number", FailureReason.PROVIDER)
        return str(number)

    def find(self, reference: str) -> str | None:
        """Look for our tag among the events of the last days."""
        response = self._ask("GET", "/transactionalSMS/statistics/events?" + urlencode({"tags": reference, "days": 2, "limit": 10}))
        http.refuse_failure(response)
        answer = http.read_json(response)
        events = answer.get("events") if isinstance(answer, dict) else None
        for event in events if isinstance(events, list) else []:
            if isinstance(event, dict) and event.get("tag") == reference and event.get("event") not in ("rejected", "skip"):
                return str(event.get("messageId") or "")
        return None

    def _ask(self, method: str, path: str, body: str = "") -> httpx.Response:
        headers = {"api-key": settings.BREVO_API_KEY, "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json"
        return http.request(method, settings.BREVO_API_URL.rstrip("/") + path, headers=headers, content=body.encode())


def receipts_of(request: HttpRequest) -> list[Receipt]:
    """Read a webhook: one event, or a batch of them. ValueError when it is no such thing."""
    receipts = []
    for event in _events(request):
        word, number = _word(event), event.get("messageId")
        if not number or word in _REPLIED:
            continue
        status = "delivered" if word in _DELIVERED else "failed" if word in _FAILED else "accepted"
        detail = " ".join(str(event.get(name) or "")[:60] for name in ("msg_status", "error_code") if event.get(name))
        reason = str(_FAILED.get(word, ""))
        receipts.append(Receipt(str(number)[:120], status, _at(event), _reference(event), reason if status == "failed" else "", detail))
    return receipts


def replies_of(request: HttpRequest) -> list[Reply]:
    """Read the answers people sent, and that somebody wants no more, from the same webhook."""
    replies = []
    for event in _events(request):
        word = _word(event)
        if word not in _REPLIED | _STOPPED:
            continue
        text = "STOP" if word in _STOPPED else str(event.get("reply") or event.get("message") or event.get("text") or "")
        at = _at(event)
        # One event has no number of its own: who, to which message and when make it one.
        number = f"{event.get('messageId')}:{event.get('to')}:{int(at.timestamp())}:{word}"
        replies.append(Reply(number[:120], "+" + str(event.get("to") or "").lstrip("+"), text, at))
    return replies


def _events(request: HttpRequest) -> list[dict[str, Any]]:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON") from error
    events = sent if isinstance(sent, list) else [sent]
    if len(events) > MOST_EVENTS or not all(isinstance(event, dict) for event in events):
        raise ValueError("no events")
    return events


def _word(event: dict[str, Any]) -> str:
    return str(event.get("msg_status") or event.get("event") or "").lower().replace("_", "").replace("-", "")


def _reference(event: dict[str, Any]) -> str:
    tag = event.get("tag") or event.get("tags") or ""
    return str(tag[0] if isinstance(tag, list) and tag else tag)[:60]


def _at(event: dict[str, Any]) -> datetime:
    return from_epoch(event.get("ts_event")) or paris_moment(event.get("date")) or datetime.now(UTC)
