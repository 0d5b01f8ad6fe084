"""What happens each minute."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command

from core import periodic


@pytest.fixture
def sweeps(monkeypatch):
    cache.clear()
    monkeypatch.setattr(periodic, "_sweeps", {})
    yield
    cache.clear()


def test_each_sweep_runs_and_says_what_it_did(sweeps):
    periodic.every_tick("count", lambda now: 3)
    assert periodic.tick() == {"count": 3}


def test_a_sweep_that_fails_stops_no_other(sweeps):
    def broken(now):
        raise RuntimeError

    periodic.every_tick("broken", broken)
    periodic.every_tick("fine", lambda now: "done")
    assert periodic.tick() == {"broken": "failed", "fine": "done"}


def test_a_slow_sweep_waits_for_its_turn_unless_forced(sweeps):
    periodic.every_tick("rare sweep", lambda now: 1, every=timedelta(hours=1))
    assert periodic.tick() == {"rare sweep": 1}
    assert periodic.tick() == {}
    assert periodic.tick(force=True) == {"rare sweep": 1}


@pytest.mark.django_db
def test_the_command_runs_every_room_s_sweeps_on_an_empty_site(capsys):
    call_command("tick", force=True)
    printed = capsys.readouterr().out
    assert "messages: {}" in printed
    assert "failed" not in printed
