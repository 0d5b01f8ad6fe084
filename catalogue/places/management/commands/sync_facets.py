from django.core.management.base import BaseCommand

from catalogue.places.facets import sync_all_facets


class Command(BaseCommand):
    help = "Write again what each place is found by. Run it after a change of vocabulary.py. Safe to run again."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{sync_all_facets()} places")
