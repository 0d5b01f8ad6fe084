"""Build the demonstration: each room its own share, in order, from the same factories as the tests."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import catalogue.agenda.demo
import catalogue.places.demo
import catalogue.training.demo
import catalogue.workshops.demo
import core.demo
import diagnostic.demo
import home.demo
from catalogue.places.demo_joining import accepted_link
from catalogue.places.models import Commune
from catalogue.workshops.demo_helping import space_of_helper
from core import access

SEED = 2013  # the year the association was born: the same demonstration everywhere
# In this order, for each stands on those before.
ROOMS: dict[str, Callable[[random.Random, date], object]] = {
    "places": catalogue.places.demo.build,
    "skills": catalogue.agenda.demo.build,
    "workshops": catalogue.workshops.demo.build,
    "training": catalogue.training.demo.build,
    "diagnostic": diagnostic.demo.build,
    "pages": home.demo.build,
    "messages": core.demo.build,
}


class Command(BaseCommand):
    help = "Build the demonstration content. Running it again adds only what is missing, such as sessions for the weeks to come."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--passwords", action="store_true", help="Give every demonstration account a new password, and print them.")

    def handle(self, *args, **options) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for each page, otherwise
        started = time.monotonic()
        today = timezone.localdate()
        with self.step("groups"):
            access.sync_groups()
        if not Commune.objects.exists():
            with self.step("communes"):
                call_command("load_communes", verbosity=0)
        with self.step("site"), transaction.atomic():
            home.demo.lay_ground()
        for name, build in ROOMS.items():
            # Each room draws from a seed of its own, so that a change in one does not reshuffle the others.
            with self.step(name), transaction.atomic():
                build(random.Random(f"{SEED} {name}"), today)
        with self.step("accounts"), transaction.atomic():
            passwords = home.demo.build_accounts(reset=options["passwords"])
        self.stdout.write(self.style.SUCCESS(f"The demonstration is ready ({time.monotonic() - started:.1f} s)."))
        self.show(passwords)
        self.show_relay()
        self.show_helper()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.stdout.write(f"  {name:<12} {time.monotonic() - started:6.1f} s")

    def show_relay(self) -> None:
        """The private link of a relay is random: it stands nowhere but in the database."""
        link = accepted_link()
        if link is not None:
            self.stdout.write(f"\nThe relay “{link.place.name}” keeps its entry here:\n  {settings.SITE_URL}{link.get_absolute_url()}")

    def show_helper(self) -> None:
        """So is the private link of those who book for others."""
        helper = space_of_helper()
        if helper is not None:
            address = reverse("workshops:helping:space", args=[helper.token])
            self.stdout.write(f"\n{helper.name} of “{helper.structure}” books for others here:\n  {settings.SITE_URL}{address}")

    def show(self, passwords: dict[str, str]) -> None:
        if not passwords:
            self.stdout.write("The accounts are as they were; `manage.py demo --passwords` gives new passwords.")
            return
        self.stdout.write("\nSign in at /admin/ with one of these accounts (the passwords are shown only now):\n")
        for name, password in passwords.items():
            _first, _last, group = home.demo.accounts.PEOPLE.get(name, ("", "", "Administration"))
            self.stdout.write(f"  {name:<12} {password:<20} {group}")
