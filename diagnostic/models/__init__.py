"""The question bank, the counts, and the page that starts the diagnostic."""

from .counts import CountedRun, DailyCount
from .page import DiagnosticPage
from .question import Kind, Question

__all__ = ["CountedRun", "DailyCount", "DiagnosticPage", "Kind", "Question"]
