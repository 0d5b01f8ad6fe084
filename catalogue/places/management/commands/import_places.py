from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalogue.places.importing import Options, Report, UnreadableFile, run_import
from catalogue.places.importing.lines import ReportFile
from catalogue.places.importing.progress import Bar


class Command(BaseCommand):
    help = "Import a file of the national standard of places (v1.0 or v0.1, CSV or JSON), and account for every row."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where the records come from (else the column `source`, else the file's name)")
        parser.add_argument("--report", type=Path, help="write one line a row to this CSV file")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument("--partial", action="store_true", help="the file holds a part of its source: archive nothing")

    def handle(self, *args, **options) -> None:
        wanted = Options(source=options["source"], dry_run=options["dry_run"], is_complete=not options["partial"])
        bar = Bar()
        try:
            with ExitStack() as stack:
                lines = stack.enter_context(ReportFile(options["report"])).add if options["report"] else _forget
                report = run_import(options["file"], wanted, on_lines=lines, on_progress=bar)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        finally:
            bar.close()
        self.account(report)

    def account(self, report: Report) -> None:
        self.stdout.write(report.summary())


def _forget(_lines: list) -> None:
    """Without --report, the lines are not held: a file may have 500,000."""
