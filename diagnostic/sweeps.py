"""This room's share of `tick`: forget the random numbers of counted runs."""

from datetime import timedelta

from core.periodic import every_tick

from .counting import forget_runs

every_tick("forget counted diagnostics", forget_runs, every=timedelta(hours=6))
