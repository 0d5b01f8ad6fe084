"""Many threads at once after the same seats, on the real database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress

import pytest
from django.db import connection, connections

from catalogue.agenda.seats import locking

PATIENCE = 0.4  # seconds a thread waits for the other between counting and writing, when the lock keeps it out


def all_at_once(*works: Callable[[], object]) -> list[object]:
    """Run each work in its own thread, all starting together; returns results (or the exception raised) in the order given."""
    start = threading.Barrier(len(works))

    def run(work):
        try:
            connection.ensure_connection()
            start.wait(30)
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@contextmanager
def without_the_lock():
    """Switch the lock off: PostgreSQL no longer locks the row; SQLite writes each statement by itself (autocommit)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locking, "_under_lock", lambda sessions: sessions)
        if connection.vendor == "sqlite":
            patch.setattr(locking.transaction, "atomic", lambda *args, **kwargs: nullcontext())
        yield


@contextmanager
def counting_meets_at(threads: int, *modules):
    """Make threads that counted the seats wait for each other before they write; a lock keeps them from meeting.

    So the race is certain when there is no lock, and the test needs no luck.
    """
    barrier = threading.Barrier(threads)

    def meet(counts_of):
        def counted(session, now=None):
            counts = counts_of(session, now)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
            return counts

        return counted

    with pytest.MonkeyPatch.context() as patch:
        for module in modules:
            patch.setattr(module, "counts_of", meet(module.counts_of))
        yield
