"""What the tests of the agenda share."""

import pytest

from catalogue.agenda import signals
from catalogue.agenda.factories import SessionFactory


@pytest.fixture
def session(tree):
    """An open session of two seats, in ten days."""
    return SessionFactory(capacity=2)


@pytest.fixture
def told():
    """What the rooms above were told, in order: (signal's name, what came with it)."""
    heard: list[tuple[str, dict]] = []
    names = ["seat_offered", "seat_confirmed", "seat_cancelled", "session_cancelled", "session_moved", "session_reinstated"]
    receivers = {}
    for name in names:

        def receive(sender, name=name, **kwargs):
            heard.append((name, kwargs))

        receivers[name] = receive
        getattr(signals, name).connect(receive, weak=False)
    yield heard
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)
