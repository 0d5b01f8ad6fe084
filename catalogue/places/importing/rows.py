"""A row of a file, as text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .refusal import UnreadableFile

MOST_ROWS = 500_000


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is the line people see in a spreadsheet (the header is line 1); in JSON, the position from 1.

    ``hides_others`` tells that rows may stand inside this one, after a quotation mark that is never closed.
    """

    number: int
    values: dict[str, str]
    trouble: str = ""
    hides_others: bool = False


def check_count(count: int) -> None:
    """Raise UnreadableFile when there are too many rows."""
    if count > MOST_ROWS:
        raise UnreadableFile(_("The file has too many rows: %(limit)d at most. Cut it into several files.") % {"limit": MOST_ROWS})
