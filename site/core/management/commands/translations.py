"""Interface strings: `update` the .po files from the sources, `check` them (complete, well typed, one voice), `compile` the .mo files."""

from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("action", choices=["update", "check", "compile"])
        parser.add_argument("rooms", nargs="*", help=f"all by default: {', '.join(catalogues.ROOMS)}")

    def handle(self, *args, **options) -> None:
        rooms = options["rooms"] or list(catalogues.ROOMS)
        unknown = set(rooms) - set(catalogues.ROOMS)
        if unknown:
            raise CommandError(f"No such room: {', '.join(sorted(unknown))}")
        if options["action"] == "compile":
            self.stdout.write(f"{catalogues.compile_all()} catalogues compiled")
        elif options["action"] == "update":
            for room in rooms:
                for language in catalogues.LANGUAGES:
                    total, missing = catalogues.update(room, language)
                    self.stdout.write(f"{room}/{language}: {total} strings, {missing} to translate")
        else:
            found = [problem for room in rooms for language in catalogues.LANGUAGES for problem in catalogues.problems(room, language)]
            found += [problem for language in catalogues.LANGUAGES for problem in catalogues.collisions(language)]
            for problem in found:
                self.stdout.write(problem)
            if found:
                raise CommandError(f"{len(found)} problems in the catalogues")
