"""Secrets in private links: 128 random bits, revocable by replacing them."""

import secrets

TOKEN_LENGTH = 22  # 16 random bytes in URL-safe base 64


def new_token() -> str:
    """Return 128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def looks_like_token(text: str) -> bool:
    return len(text) == TOKEN_LENGTH and text.isascii() and all(c.isalnum() or c in "-_" for c in text)
