"""A bar in the terminal: how far an import is, and how fast."""

import sys
import time
from typing import TextIO

from django.utils.translation import gettext as _

from .report import Report

_WIDTH = 30


class Bar:
    """Draws itself on a terminal; elsewhere (a log, a pipe) it stays silent. Use it as ``on_progress``, then ``close`` it."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty()
        self._began = time.monotonic()
        self._is_drawn = False

    def __call__(self, report: Report, total: int) -> None:
        if not self._is_shown:
            return
        share = min(report.rows / total, 1.0) if total else 1.0
        speed = report.rows / max(time.monotonic() - self._began, 0.001)
        full = round(share * _WIDTH)
        said = _("%(done)d of %(total)d rows, %(speed)d a second") % {"done": report.rows, "total": total, "speed": speed}
        self._stream.write(f"\r[{'#' * full}{'-' * (_WIDTH - full)}] {share:4.0%}  {said} ")
        self._stream.flush()
        self._is_drawn = True

    def close(self) -> None:
        if self._is_drawn:
            self._stream.write("\n")
