"""Migrations run forwards, backwards and forwards again, on a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
TOP_DOWN = ("home", "diagnostic", "workshops", "training", "agenda", "places")


ROUND_TRIP = f"""
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
for label in {TOP_DOWN!r}:
    call_command("migrate", label, "zero", verbosity=0)
call_command("migrate", verbosity=0)
"""


def make_round_trip(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    ran = subprocess.run([sys.executable, "-c", ROUND_TRIP], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture
def address(tmp_path, django_db_blocker):
    """A database of the engine under test, empty and ours alone."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'round.sqlite3'}"
        return
    url = os.environ["DATABASE_URL"]
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE round_trip")
    yield url.rsplit("/", 1)[0] + "/round_trip"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP DATABASE round_trip WITH (FORCE)")
        connection.close()


@pytest.mark.both
def test_every_room_can_be_taken_down_and_built_again(address):
    make_round_trip(address)
