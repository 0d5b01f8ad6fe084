"""How often the diagnostic is right, and how long it takes, on simulated visitors."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import CLASSES, Bank
from diagnostic.simulation import TARGETS, Report, misses, simulate

HEADER = f"{'':34}{'exact':>8}{'adjacent':>10}{'questions':>11}{'ms each':>9}{'slowest':>9}"


class Command(BaseCommand):
    help = "Put simulated visitors in front of the real engine and its bank; print how often the class is right and how long it takes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=20_000, help="how many visitors in each row (20000)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--bias", type=float, nargs="*", default=[0.5, 1.0], help="how much people overrate themselves, in logits")
        parser.add_argument("--random", type=float, nargs="*", default=[0.1], help="share of answers given without reading")
        parser.add_argument("--bank", choices=["file", "db"], default="file", help="the delivered questions, or those in use")
        parser.add_argument("--check", action="store_true", help="fail when a target is missed")

    def handle(self, *args: Any, **options: Any) -> None:
        people, seed = options["people"], options["seed"]
        if people < 1:
            raise CommandError("--people must be 1 or more.")
        if not all(0 <= share <= 1 for share in options["random"]):
            raise CommandError("--random is a share, between 0 and 1.")
        bank = self._bank(options["bank"])
        if not bank.items:
            raise CommandError("There is no question in this bank.")
        tasks = sum(item.kind == "task" for item in bank.items)
        self.stdout.write(f"{len(bank.items)} questions ({tasks} tasks), {people} visitors a row, seed {seed}")
        self.stdout.write(HEADER)
        real = self._row("the engine", simulate(bank, people, seed=seed))
        self._row("optimum without constraints", simulate(bank, people, seed=seed, free=True))
        for bias in options["bias"]:
            self._row(f"people overrate themselves by {bias:g}", simulate(bank, people, seed=seed, bias=bias))
        for share in options["random"]:
            self._row(f"{share:.0%} of answers at random", simulate(bank, people, seed=seed, random_share=share))
        self._details(real)
        self._verdict(real, must_pass=options["check"])

    def _bank(self, where: str) -> Bank:
        if where == "file":
            return bank_from_file()
        from diagnostic.bank import current_bank

        return current_bank().engine

    def _row(self, name: str, report: Report) -> Report:
        self.stdout.write(
            f"{name:34}{report.exact:8.4f}{report.adjacent:10.4f}{report.questions:11.2f}{report.ms_each:9.3f}{report.ms_slowest:9.2f}"
        )
        return report

    def _details(self, report: Report) -> None:
        self.stdout.write("\nTrue class (rows) and class found (columns), % of visitors")
        self.stdout.write(f"{'':16}" + "".join(f"{klass.value:>15}" for klass in CLASSES))
        for true in CLASSES:
            cells = (100 * report.confusion.get((true, found), 0) / report.people for found in CLASSES)
            self.stdout.write(f"{true.value:16}" + "".join(f"{cell:15.2f}" for cell in cells))
        lengths = ", ".join(f"{length}: {100 * count / report.people:.0f} %" for length, count in report.lengths.items())
        self.stdout.write(f"\nQuestions asked: {lengths}")

    def _verdict(self, report: Report, *, must_pass: bool) -> None:
        missed = misses(report)
        wanted = ", ".join(TARGETS.values())
        if missed and must_pass:
            raise CommandError(f"Missed: {', '.join(missed)}.")
        self.stdout.write(f"Targets ({wanted}): " + (f"missed {', '.join(missed)}" if missed else "reached"))
