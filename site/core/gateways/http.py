"""Speak HTTP to a provider: which failure means that the text surely did not leave, and which that it may have.

- no connection, 429, 503: nothing was taken; the whole gateway rests (GatewayUnavailable);
- 401, 402, 403, 407: our account is refused, not the message: it waits until somebody puts the account right;
- any other 4xx: this message will never leave (PermanentFailure);
- 500: the provider failed by its own word; tried again (TemporaryFailure);
- a line that breaks, or is silent, once the request is being written; 502 and 504, where one machine lost another's answer: UnknownOutcome.
"""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from ..models.message import FailureReason
from .base import GatewayUnavailable, PermanentFailure, TemporaryFailure, UnknownOutcome

TIMEOUT = httpx.Timeout(connect=5, write=10, read=20, pool=5)  # seconds
LONGEST_REST = 3600
_ACCOUNT_REFUSED = (401, 402, 403, 407)
_LARGEST = 64 * 1024


def request(method: str, url: str, *, headers: dict[str, str], content: bytes = b"") -> httpx.Response:
    """Return the provider's answer, whatever its status; raises GatewayUnavailable or UnknownOutcome when there is none.

    What only reads (GET) is never in doubt: it is asked again another time.
    """
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
            return client.request(method, url, headers=headers, content=content)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise GatewayUnavailable(type(error).__name__) from error
    except (httpx.HTTPError, OSError) as error:
        if method == "GET":
            raise GatewayUnavailable(type(error).__name__) from error
        raise UnknownOutcome(type(error).__name__, FailureReason.NETWORK) from error


def refuse_failure(response: httpx.Response) -> None:
    """Raise what an answer that is no success means (see above)."""
    status = response.status_code
    if response.is_success:
        return
    detail = f"HTTP {status} {said(response)}".strip()
    if status in (429, 503):
        raise GatewayUnavailable(detail, rest_asked(response))
    if status in _ACCOUNT_REFUSED:
        raise GatewayUnavailable(detail, 300)
    if status in (502, 504):
        raise UnknownOutcome(detail, FailureReason.NETWORK)
    if 400 <= status < 500:
        raise PermanentFailure(detail, FailureReason.REFUSED)
    raise TemporaryFailure(detail, FailureReason.PROVIDER)


def rest_asked(response: httpx.Response) -> int:
    """Return how many seconds a provider asks to be left alone, an hour at most; a minute when it does not say."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(max(int(asked[:6]), 1), LONGEST_REST)
    try:
        seconds = (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 60
    return min(max(int(seconds), 1), LONGEST_REST)


def read_json(response: httpx.Response) -> Any:
    """Return the JSON of an answer, None when it is none or longer than any real one."""
    if len(response.content) > _LARGEST:
        return None
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None


def said(response: httpx.Response) -> str:
    """Return the provider's code for an error, without its sentence: that one may quote the number."""
    answer = read_json(response)
    if not isinstance(answer, dict):
        return ""
    code = answer.get("code") or answer.get("errorCode") or answer.get("class") or ""
    return "".join(character for character in str(code)[:60] if character.isalnum() or character in "_-: .")
