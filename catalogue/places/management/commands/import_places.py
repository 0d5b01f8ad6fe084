from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalogue.places.importing import UnreadableFile, import_file


class Command(BaseCommand):
    help = "Import a file of the national standard of places (v1.0 or v0.1, CSV or JSON), and account for every row."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where the records come from (else the column `source`, else the file's name)")
        parser.add_argument("--report", type=Path, help="write one line a row to this CSV file")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")

    def handle(self, *args, **options) -> None:
        try:
            report = import_file(options["file"], source=options["source"], dry_run=options["dry_run"])
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(report.summary())
        if options["report"]:
            try:
                report.write(options["report"])
            except OSError as error:
                raise CommandError(f"{options['report']}: {error.strerror}") from error
