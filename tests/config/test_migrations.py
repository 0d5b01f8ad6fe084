"""Migrations run forwards, backwards and forwards again, on a database of their own.

The first way forwards is the template's (tests/template_database.py), made by migrating from nothing; this takes a copy of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.template_database import copy_template

ROOT = Path(__file__).resolve().parents[2]
TOP_DOWN = ("home", "diagnostic", "workshops", "training", "agenda", "places")

# One plan down and one up: a `migrate` for each room would write every app's permissions again each time.
ROUND_TRIP = f"""
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
ours = {{model._meta.db_table for label in {TOP_DOWN!r} for model in apps.get_app_config(label).get_models()}}
def there(): return ours & set(connection.introspection.table_names())
assert there() == ours, "not migrated: " + str(ours - there())
MigrationExecutor(connection).migrate([(label, None) for label in {TOP_DOWN!r}])
assert not there(), "left behind: " + str(there())
upwards = MigrationExecutor(connection)
upwards.migrate(upwards.loader.graph.leaf_nodes())
assert there() == ours, "not built again: " + str(ours - there())
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
"""


def make_round_trip(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    ran = subprocess.run([sys.executable, "-c", ROUND_TRIP], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture
def address(tmp_path, django_db_blocker):
    """A migrated database of the engine under test, ours alone."""
    if connection.vendor == "sqlite":
        path = tmp_path / "round.sqlite3"
        with django_db_blocker.unblock():
            copy_template(str(path))
        yield f"sqlite:///{path}"
        return
    with django_db_blocker.unblock():
        copy_template("round_trip")
    yield os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/round_trip"
    with django_db_blocker.unblock(), connection.creation._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE round_trip WITH (FORCE)")


@pytest.mark.both
def test_every_room_can_be_taken_down_and_built_again(address):
    make_round_trip(address)
