"""Bring the delivered questions into the bank."""

from typing import Any

from django.core.management.base import BaseCommand

from diagnostic.loading import load_questions


class Command(BaseCommand):
    help = "Add the questions of diagnostic/data/questions.json that are missing, in every language; never touch one that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_questions()
        self.stdout.write(f"{added} rows added.")
