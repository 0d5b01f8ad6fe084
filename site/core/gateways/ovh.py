"""Text messages by OVHcloud (https://eu.api.ovh.com/console/?section=%2Fsms).

Each request is signed: "$1$" and the SHA-1 of secret, consumer key, method, address, body and the time of *their* clock, joined by "+".
OVH has no key against doubles, but keeps our reference as a tag: what is in doubt is looked for by it. Its call-backs are not signed:
their address holds a secret. Replies are fetched, over the same signed requests.
"""

import hashlib
import json
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

import httpx
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from ..models.message import FailureReason
from ..sms_length import length_of
from . import http
from .base import GatewayUnavailable, Outgoing, PermanentFailure, Receipt, Reply, UnknownOutcome
from .moments import moment_in_utc, paris_moment

_DELTA = "gateways:ovh:delta"
# The codes OVH calls "ptt" (guide "Tout savoir sur les utilisateurs SMS"); 1 to 3 are on the way, 4 is delivered.
_ON_THE_WAY, _DELIVERED = {1, 2, 3}, 4
_WHY = {
    8: FailureReason.LATE,
    20: FailureReason.REFUSED,
    21: FailureReason.REFUSED,
    23: FailureReason.NUMBER,
    24: FailureReason.ABSENT,
    25: FailureReason.NETWORK,
    26: FailureReason.FULL,
    27: FailureReason.FULL,
    28: FailureReason.REFUSED,
    29: FailureReason.REFUSED,
    33: FailureReason.REFUSED,
    39: FailureReason.NETWORK,
    73: FailureReason.NETWORK,
    74: FailureReason.ABSENT,
    76: FailureReason.REFUSED,
    202: FailureReason.REFUSED,
}
# The states OVH calls "description": 0 pending, 1 success, 2 failed, 4 waiting, 8 buffered, 16 in error and not charged.
_SUCCESS, _ENDED_BADLY = "1", {"2", "16"}
MOST_REPLIES = 50


class OvhGateway:
    name = "ovh"

    def send(self, message: Outgoing) -> str:
        job = {
            "message": message.body,
            "receivers": [message.to],
            "charset": "UTF-8",
            "coding": "7bit" if length_of(message.body).is_gsm else "8bit",
            "class": "phoneDisplay",
            "priority": "high",
            "noStopClause": True,  # nothing here is advertising
            "tag": message.reference,
            "validityPeriod": 2880,  # minutes
        }
        job |= {"sender": settings.OVH_SMS_SENDER} if settings.OVH_SMS_SENDER else {"senderForResponse": True}
        response = self._signed("POST", "/jobs", json.dumps(job))
        answer = http.read_json(response)
        if not isinstance(answer, dict):
            raise UnknownOutcome("an answer that is no JSON", FailureReason.PROVIDER)
        if answer.get("invalidReceivers"):
            raise PermanentFailure("invalid receiver", FailureReason.NUMBER)
        ids = answer.get("ids")
        if not isinstance(ids, list) or not ids:
            raise UnknownOutcome("an answer without a number", FailureReason.PROVIDER)
        return str(ids[0])

    def find(self, reference: str) -> str | None:
        """Look for our tag among what left, then among what waits to leave."""
        found = http.read_json(self._signed("GET", "/outgoing?" + urlencode({"tag": reference})))
        if isinstance(found, list) and found:
            return str(found[0])
        waiting = http.read_json(self._signed("GET", "/jobs"))
        for number in (waiting if isinstance(waiting, list) else [])[:MOST_REPLIES]:
            job = http.read_json(self._signed("GET", f"/jobs/{number}"))
            if isinstance(job, dict) and job.get("tag") == reference:
                return str(number)
        return None

    def fetch_replies(self, since: datetime, known: set[str]) -> list[Reply]:
        """Return the replies received since a moment, but those already known by their number."""
        ids = http.read_json(self._signed("GET", "/incoming?" + urlencode({"creationDatetime.from": since.astimezone(UTC).isoformat()})))
        replies = []
        for number in [str(one) for one in ids if str(one) not in known][:MOST_REPLIES] if isinstance(ids, list) else []:
            reply = http.read_json(self._signed("GET", f"/incoming/{number}"))
            if isinstance(reply, dict):
                at = moment_in_utc(reply.get("creationDatetime")) or datetime.now(UTC)
                replies.append(Reply(number, str(reply.get("sender") or ""), str(reply.get("message") or ""), at))
        return replies

    def _signed(self, method: str, path: str, body: str = "") -> httpx.Response:
        url = f"{_base()}/sms/{quote(settings.OVH_SMS_SERVICE, safe='')}{path}"
        now = str(int(time.time()) + self._delta())
        parts = [settings.OVH_APPLICATION_SECRET, settings.OVH_CONSUMER_KEY, method, url, body, now]
        headers = {
            "X-Ovh-Application": settings.OVH_APPLICATION_KEY,
            "X-Ovh-Consumer": settings.OVH_CONSUMER_KEY,
            "X-Ovh-Timestamp": now,
            "X-Ovh-Signature": "$1$" + hashlib.sha1("+".join(parts).encode()).hexdigest(),  # noqa: S324  (their scheme)
            "Accept": "application/json",
        }
        if body:
            headers["Content-Type"] = "application/json; charset=utf-8"
        response = http.request(method, url, headers=headers, content=body.encode())
        if response.status_code == 400 and "TIME" in http.said(response).upper():  # QUERY_TIME_OUT: a clock was put right meanwhile
            cache.delete(_DELTA)
            raise GatewayUnavailable("the clocks differ")
        http.refuse_failure(response)
        return response

    def _delta(self) -> int:
        """Return how many seconds their clock is ahead of ours, asked once an hour."""
        kept = cache.get(_DELTA)
        if kept is not None:
            return kept
        response = http.request("GET", f"{_base()}/auth/time", headers={"Accept": "application/json"})
        theirs = http.read_json(response)
        if not response.is_success or not isinstance(theirs, int):
            raise GatewayUnavailable(f"HTTP {response.status_code} for the time")
        delta = theirs - int(time.time())
        cache.set(_DELTA, delta, int(timedelta(hours=1).total_seconds()))
        return delta


def _base() -> str:
    return settings.OVH_API_URL.rstrip("/")


def receipts_of(request: HttpRequest) -> list[Receipt]:
    """Read a call-back: OVH asks an address for each change of state, the facts in its query. ValueError when they are missing."""
    facts = request.GET
    number, code, state = facts.get("id", ""), facts.get("ptt", ""), facts.get("description", "")
    if not number or len(number) > 120 or not code.isascii() or not code.isdigit() or len(code) > 6:
        raise ValueError("id and ptt are needed")
    ptt = int(code)
    if ptt == _DELIVERED or state == _SUCCESS:
        status = "delivered"
    elif ptt in _WHY or ptt == 5 or state in _ENDED_BADLY:
        status = "failed"
    else:
        status = "accepted"
    reason = _WHY.get(ptt, FailureReason.OTHER) if status == "failed" else ""
    return [Receipt(number, status, paris_moment(facts.get("date")) or datetime.now(UTC), reason=str(reason), detail=f"ptt {ptt}")]
