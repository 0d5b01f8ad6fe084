"""The diagnostic's engine: pure, typed, no Django. See docs/diagnostic-engine.md.

bank = bank_of(items)
item = next_item(bank, answers)          # None: time to stop
result = outcome(bank, answers)
"""

from .estimate import CLASSES, CUTS, GRID, Class, Estimate, estimate
from .items import ALONE, NO, PREREQUISITES, WITH_HELP, Answer, Bank, Item, Kind, bank_of
from .outcome import EXCHANGE_VALUES, Outcome, outcome
from .questioning import LONGEST, SHORTEST, Ending, ending, next_item, remaining, should_stop

__all__ = [
    "ALONE",
    "CLASSES",
    "CUTS",
    "EXCHANGE_VALUES",
    "GRID",
    "LONGEST",
    "NO",
    "PREREQUISITES",
    "SHORTEST",
    "WITH_HELP",
    "Answer",
    "Bank",
    "Class",
    "Ending",
    "Estimate",
    "Item",
    "Kind",
    "Outcome",
    "bank_of",
    "ending",
    "estimate",
    "next_item",
    "outcome",
    "remaining",
    "should_stop",
]
