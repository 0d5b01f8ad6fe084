"""The moments that providers write, each in its way; None for what is no moment."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def moment_in_utc(text: Any) -> datetime | None:
    """Read "2026-11-24T15:30:00+01:00", or without an offset a moment in UTC."""
    return _moment(text, UTC)


def paris_moment(text: Any) -> datetime | None:
    """Read "2026-11-24 15:30:00", by the clock of Paris when it has no offset (OVH and Brevo are both French)."""
    return _moment(text, PARIS)


def from_epoch(seconds: Any) -> datetime | None:
    """Read a number of seconds since 1970."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _moment(text: Any, zone: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text or "")[:40])
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
