"""Where one is in a journey of a few screens, for components/steps.html."""

from collections.abc import Mapping


def steps_at(now: str, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return each step's label and state ("done", "now", "next"); ``labels`` by name, in order, ``now`` one of the names."""
    at = list(labels).index(now)
    return [
        {"label": label, "state": "now" if number == at else "done" if number < at else "next"}
        for number, label in enumerate(labels.values())
    ]
