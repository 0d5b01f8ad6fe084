from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalogue.places.importing import Options, Report, UnreadableFile, run_import
from catalogue.places.importing.lines import ReportFile
from catalogue.places.importing.progress import Bar
from catalogue.places.importing.recorded import AlreadyRunning, fail, record, start


class Command(BaseCommand):
    help = "Import a file of the national standard of places (v1.0 or v0.1, CSV or JSON), and account for every row."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where the records come from (else the column `source`, else the file's name)")
        parser.add_argument("--report", type=Path, help="write one line a row to this CSV file")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument("--partial", action="store_true", help="the file holds a part of its source: archive nothing")

    def handle(self, *args, **options) -> None:
        bar = Bar()
        try:
            with ExitStack() as stack:
                report_file = stack.enter_context(ReportFile(options["report"])) if options["report"] else None
                report = self.read(options, report_file.add if report_file else _forget, bar)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        except AlreadyRunning as error:
            raise CommandError("This source is being read already.") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        finally:
            bar.close()
        self.stdout.write(report.summary())

    def read(self, options: dict, lines, bar: Bar) -> Report:
        """A trial leaves no trace at all; an import can be read in the admin, row by row."""
        path, is_complete = options["file"], not options["partial"]
        if options["dry_run"]:
            wanted = Options(source=options["source"], dry_run=True, is_complete=is_complete)
            return run_import(path, wanted, on_lines=lines, on_progress=bar)
        run = start(options["source"], path.name, is_complete=is_complete)
        try:
            return record(run, path, on_lines=lines, on_progress=bar)
        except BaseException as error:
            fail(run, str(error) or type(error).__name__)
            raise


def _forget(_lines: list) -> None:
    """Without --report, the lines are not held: a file may have 500,000."""
