"""Erase personal data that is over its time, as the retention registry says."""

from django.core.management.base import BaseCommand

from core.retention import purge_all, registry


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--list", action="store_true", help="only print the registry")

    def handle(self, *args, **options) -> None:
        if options["list"]:
            for entry in registry():
                self.stdout.write(f"{entry.model}: {', '.join(entry.fields)} · {entry.purpose} · {entry.legal_basis} · {entry.kept_for}")
            return
        for model, count in purge_all().items():
            self.stdout.write(f"{model}: {count} purged")
