from django.core.management.base import BaseCommand

from catalogue.places.loading import load_communes


class Command(BaseCommand):
    help = "Load every commune of France and its postcodes from the project's own file. Safe to run again."

    def handle(self, *args, **options) -> None:
        counts = load_communes()
        self.stdout.write(
            "communes: {created} created, {updated} updated, {unchanged} unchanged; {postcodes} new postcodes".format(**counts)
        )
