"""This package's share of `tick`."""

from core.periodic import every_tick

from .waiting_line import sweep

every_tick("stock alerts", sweep)
