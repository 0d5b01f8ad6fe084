"""Where one is in a journey."""

import pytest

from core.steps import steps_at

LABELS = {"where": "Where", "who": "Who", "check": "Check"}


@pytest.mark.parametrize(
    ("now", "states"), [("where", ["now", "next", "next"]), ("who", ["done", "now", "next"]), ("check", ["done", "done", "now"])]
)
def test_what_is_behind_is_done_and_what_is_ahead_comes_next(now, states):
    assert steps_at(now, LABELS) == [{"label": label, "state": state} for label, state in zip(LABELS.values(), states, strict=True)]
