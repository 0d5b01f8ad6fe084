"""A form that shows what it would do before it does it: it remembers for which answers that was shown."""

from django.http import QueryDict


def with_value(posted: QueryDict, name: str, value: str) -> QueryDict:
    """Return what was sent, with one value changed."""
    changed = posted.copy()
    changed[name] = value
    return changed
