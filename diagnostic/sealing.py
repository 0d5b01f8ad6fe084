"""Encrypt and sign small values that travel by the visitor's browser: nothing is kept on the server.

The key is drawn from SECRET_KEY, one per purpose, so a result link can never be read as a state. Older keys
(SECRET_KEY_FALLBACKS) still open what they sealed.
"""

import base64
import hashlib
import json
import zlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

LONGEST = 6000  # characters; a longer token is none of ours
LONGEST_PLAIN = 20_000


class Expired(ValueError):
    """The seal was ours, but it is too old."""


class Broken(ValueError):
    """Forged, truncated, sealed with a forgotten key, or nothing of ours."""


def seal(value: Any, purpose: str) -> str:
    """Return an encrypted, signed, dated token for a JSON value."""
    plain = zlib.compress(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return _keys(purpose).encrypt(plain).decode().rstrip("=")


def unseal(token: str, purpose: str, *, seconds: int) -> Any:
    """Return the value of a token at most ``seconds`` old; raise Expired or Broken."""
    if not token or len(token) > LONGEST:
        raise Broken
    try:
        raw = (token + "=" * (-len(token) % 4)).encode("ascii")
    except UnicodeEncodeError as error:
        raise Broken from error
    keys = _keys(purpose)
    try:
        plain = keys.decrypt(raw, ttl=seconds)
    except InvalidToken as error:
        try:
            keys.decrypt(raw)
        except InvalidToken:
            raise Broken from error
        raise Expired from error
    try:
        unpacked = zlib.decompressobj()
        value = json.loads(unpacked.decompress(plain, LONGEST_PLAIN))
    except (zlib.error, ValueError) as error:
        raise Broken from error
    return value


def _keys(purpose: str) -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return _keys_of(tuple(str(secret) for secret in secrets), purpose)


@lru_cache(maxsize=16)
def _keys_of(secrets: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])


def _key(secret: str, purpose: str) -> bytes:
    return base64.urlsafe_b64encode(
        hashlib.blake2b(purpose.encode(), key=hashlib.sha256(secret.encode()).digest(), digest_size=32).digest()
    )
