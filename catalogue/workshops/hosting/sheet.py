"""The sheet of a meeting on A4, by typst: who is expected, a column to sign; on a page apart, for the host, what to prepare."""

import json
from pathlib import Path
from typing import cast

import typst
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from core.moments import day_in_words
from core.templatetags.ui import first_upper

from ..slip import paper_fonts
from .day import Sitting

TEMPLATE = Path(__file__).parents[1] / "papers" / "sheet.typ"
EMPTY_LINES = 5


def sheet_of(sitting: Sitting) -> bytes:
    """Return the PDF in the active language. No phone number on it: it lies on a table."""
    compiler = typst.Compiler(str(TEMPLATE), font_paths=paper_fonts(), ignore_system_fonts=True)
    data = json.dumps(sheet_data(sitting), ensure_ascii=False)
    stamp = int(timezone.now().timestamp())
    return cast("bytes", compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", timestamp=stamp))


def sheet_data(sitting: Sitting) -> dict:
    """Return what the sheet says."""
    session = sitting.session
    where = " · ".join(part for part in (session.place_name, session.room and _("Room: %(room)s") % {"room": session.room}) if part)
    meeting = _("Meeting %(number)s of %(of)s") % {"number": sitting.number, "of": sitting.of} if sitting.of > 1 else ""
    return {
        "lang": get_language() or "fr",
        "rtl": get_language_bidi(),
        "title": sitting.title,
        "when": _("%(day)s, %(hour)s") % {"day": first_upper(day_in_words(sitting.starts)), "hour": sitting.hours},
        "where": where,
        "meeting": meeting,
        "host": sitting.host_name,
        "rows": [person.name for person in sitting.people],
        "needs": [{"name": person.name, "needs": person.needs} for person in sitting.people if person.needs],
        "empty": EMPTY_LINES,
        "words": {
            "sheet": _("Sign-in sheet"),
            "name": _("Name"),
            "needs": _("To prepare"),
            "for_host": _("For the host only: do not leave it on the table."),
            "signature": _("Signature"),
            "host": _("Host:"),
            "count": _expected(len(sitting.people)),
            "keep": _("This sheet bears names: keep it in a drawer, then destroy it."),
        },
    }


def _expected(number: int) -> str:
    return ngettext("%(count)s person expected", "%(count)s people expected", number) % {"count": number}
