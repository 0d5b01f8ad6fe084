"""Imports asked in the admin or planned: carried out once, accounted for, told when they fail."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from catalogue.places.importing import UnreadableFile
from catalogue.places.importing.fetching import Policy
from catalogue.places.importing.permission import may_import
from catalogue.places.importing.recorded import AlreadyRunning, archive_all_the_same, ask, ask_for_real, carry_out
from catalogue.places.importing.schedule import end_dead_runs, forget, read_due_sources
from catalogue.places.models import ImportLine, ImportPart, ImportRun, ImportSource, Place, RunState
from core.access import EDITOR, PLACE_COORDINATOR, sync_groups
from core.models import Message, User
from tests.places.importing.sending import ROW, rows_of, write_rows
from tests.places.importing.test_fetching import HERE, serving

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


@pytest.fixture
def csv(tmp_path):
    def bytes_of(*rows):
        return write_rows(tmp_path / "x.csv", *rows).read_bytes()

    return bytes_of


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """Ask for an import and let the worker carry it out."""

    def asked_and_done(asking=ask, **values):
        with django_capture_on_commit_callbacks(execute=True):
            run = asking(**values)
        run.refresh_from_db()
        return run

    return asked_and_done


def coordinator(username="lea", everywhere=True, **fields):
    sync_groups()
    user = User.objects.create_user(
        username=username, password="x" * 20, email=fields.pop("email", f"{username}@exemple.invalid"), **fields
    )
    user.groups.add(Group.objects.get(name=PLACE_COORDINATOR))
    if everywhere:
        user.user_permissions.add(Permission.objects.get(codename="change_every_place"))
    return User.objects.get(pk=user.pk)


def test_a_file_that_was_sent_is_imported_and_accounted_for(csv, done):
    run = done(source_name="Un", file_name="lieux.csv", blocks=[csv(ROW, {**ROW, "id": ""})])
    assert (run.state, run.version, run.form, run.rows_total, run.rows_done) == ("done", "1.0", "csv", 2, 2)
    assert run.fates == {"created": 1, "refused": 1}
    assert [(line.number, line.fate) for line in run.lines.order_by("pk")] == [(2, "created"), (3, "refused")]
    assert not ImportPart.objects.exists()
    assert Place.objects.get().source == "Un"


def test_a_file_in_many_pieces_is_put_together(csv, done):
    content = csv(*rows_of(50))
    run = done(blocks=[content[start : start + 100] for start in range(0, len(content), 100)], file_name="lieux.csv")
    assert run.fates == {"created": 50}
    assert Place.objects.first().source == "lieux"


def test_a_trial_changes_no_place_and_can_be_done_for_real(csv, done):
    trial = done(blocks=[csv(ROW)], file_name="lieux.csv", is_dry_run=True)
    assert (trial.fates, Place.objects.count(), trial.lines.count()) == ({"created": 1}, 0, 1)
    run = done(lambda: ask_for_real(trial, None))
    assert (run.fates, Place.objects.count()) == ({"created": 1}, 1)
    with pytest.raises(UnreadableFile):
        ask_for_real(trial, None)


def test_a_file_that_cannot_be_read_says_why(done):
    run = done(blocks=[b"bonjour"], file_name="lieux.csv")
    assert run.state == "failed"
    assert run.error
    assert not Message.objects.exists()  # somebody is looking at the screen


def test_what_is_compressed_is_refused_at_once():
    with pytest.raises(UnreadableFile):
        ask(blocks=[b"\x1f\x8b\x08\x00"], file_name="lieux.csv.gz")
    assert not ImportRun.objects.exists()


def test_one_source_is_read_once_at_a_time():
    source = ImportSource.objects.create(name="Nation", url="https://exemple.invalid/a.csv")
    first = ask(source=source)
    with pytest.raises(AlreadyRunning):
        ask(source=source)
    ImportRun.objects.filter(pk=first.pk).update(state=RunState.DONE)
    ask(source=source)


def test_a_run_is_carried_out_once(csv):
    run = ask(blocks=[csv(ROW)], file_name="lieux.csv")
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    carry_out(run.pk)
    assert not Place.objects.exists()


def test_a_source_is_fetched_and_its_places_belong_to_it(csv):
    with serving(file=(200, {}, [csv(*rows_of(3))])) as server:
        source = ImportSource.objects.create(name="Nation", url=f"http://127.0.0.1:{server.server_port}/file")
        run = ask(source=source)
        carry_out(run.pk, HERE)
    run.refresh_from_db()
    assert run.fates == {"created": 3}
    assert set(Place.objects.values_list("source", "feed")) == {("Nation", source.pk)}


def test_sources_whose_time_has_come_are_asked_once():
    now = timezone.now()
    due = ImportSource.objects.create(name="Due", url="https://exemple.invalid/a.csv", next_at=now - timedelta(hours=1))
    ImportSource.objects.create(name="Later", url="https://exemple.invalid/b.csv", next_at=now + timedelta(hours=1))
    ImportSource.objects.create(name="Off", url="https://exemple.invalid/c.csv", is_enabled=False, next_at=now)
    ImportSource.objects.create(name="By hand", next_at=now)
    assert (read_due_sources(now), read_due_sources(now)) == (1, 0)
    due.refresh_from_db()
    assert due.next_at == now + timedelta(days=7)
    assert ImportRun.objects.get().source == due


def test_a_planned_import_that_fails_is_told_once_to_those_who_may_act():
    coordinator()
    coordinator("limited", everywhere=False)
    coordinator("gone", is_active=False)
    source = ImportSource.objects.create(name="Nation", url="https://exemple.invalid/a.csv")
    run = ask(source=source)
    carry_out(run.pk, Policy(may_connect=lambda address: False))
    run.refresh_from_db()
    assert run.state == "failed"
    message = Message.objects.get()
    assert (message.recipient, message.kind) == ("lea@exemple.invalid", "import_needs_you")
    assert run.error in message.body
    assert f"/imports/{run.pk}/" in message.body


def test_what_the_guard_held_back_is_told_and_can_be_archived_all_the_same(csv):
    person = coordinator()
    source = ImportSource.objects.create(name="Nation")
    for rows in (rows_of(10), rows_of(5)):
        run = ask(source=source, blocks=[csv(*rows)], file_name="lieux.csv")
        carry_out(run.pk)
    run.refresh_from_db()
    assert len(run.held_back) == 5
    assert Message.objects.count() == 1
    assert Place.objects.listed().count() == 10
    assert archive_all_the_same(run, person) == 5
    run.refresh_from_db()
    assert (run.archived_by, run.held_back, run.fates["archived"]) == (person, [], 5)
    assert Place.objects.listed().count() == 5
    assert run.lines.filter(fate="archived").count() == 5
    assert archive_all_the_same(run, person) == 0


def test_a_later_import_makes_forcing_an_older_one_useless(csv):
    source = ImportSource.objects.create(name="Nation")
    runs = []
    for rows in (rows_of(10), rows_of(5), rows_of(10)):
        runs.append(ask(source=source, blocks=[csv(*rows)], file_name="lieux.csv"))
        carry_out(runs[-1].pk)
    runs[1].refresh_from_db()
    assert archive_all_the_same(runs[1], coordinator()) == 0
    assert Place.objects.listed().count() == 10


def test_a_run_whose_worker_died_ends_and_frees_its_source():
    now = timezone.now()
    source = ImportSource.objects.create(name="Nation", url="https://exemple.invalid/a.csv")
    run = ask(source=source)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, seen_at=now - timedelta(hours=1))
    assert end_dead_runs(now) == 1
    run.refresh_from_db()
    assert run.state == "failed"
    ask(source=source)


def test_an_unexpected_failure_is_said_and_ends_the_run(csv, monkeypatch):
    monkeypatch.setattr("catalogue.places.importing.recorded.run_import", lambda *args, **options: 1 / 0)
    run = ask(blocks=[csv(ROW)], file_name="lieux.csv")
    carry_out(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "division" not in run.error


def test_old_lines_and_files_are_forgotten_but_for_the_last_report(csv, done):
    for _turn in range(2):
        done(source_name="Un", blocks=[csv(ROW)], file_name="lieux.csv")
    done(blocks=[csv(ROW)], file_name="lieux.csv", is_dry_run=True)
    later = timezone.now() + timedelta(days=90)
    forget(later)
    assert ImportLine.objects.count() == 2  # the last of “Un”, and the trial's
    assert not ImportPart.objects.exists()


@pytest.mark.parametrize(
    ("group", "everywhere", "allowed"), [(PLACE_COORDINATOR, True, True), (PLACE_COORDINATOR, False, False), (EDITOR, True, False)]
)
def test_coordinators_of_every_place_may_import(group, everywhere, allowed):
    user = coordinator(everywhere=everywhere)
    user.groups.set([Group.objects.get(name=group)])
    assert may_import(User.objects.get(pk=user.pk)) is allowed
