"""Send what is due, sweep holds, publish what is scheduled, purge what is over its time. Run each minute."""

import time

from django.core.management.base import BaseCommand

from core.periodic import tick


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--loop", action="store_true", help="run each minute until stopped (what the worker does)")
        parser.add_argument("--force", action="store_true", help="run every sweep, due or not")

    def handle(self, *args, **options) -> None:
        while True:
            results = tick(force=options["force"])
            if options["verbosity"] > 1 or not options["loop"]:
                for name, result in results.items():
                    self.stdout.write(f"{name}: {result}")
            if not options["loop"]:
                return
            time.sleep(60)
