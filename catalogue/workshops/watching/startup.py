"""What watching adds when the site starts: its grants, its share of `tick`, how long it keeps what it flags."""

from datetime import timedelta

from core.access import CALL_DESK, FIGURES, PLACE_COORDINATOR, grant
from core.periodic import every_tick

from . import (
    patterns,
    retention,  # noqa: F401
)

for group in (FIGURES, PLACE_COORDINATOR):  # numbers alone, of the sessions one sees
    grant(group, "workshops", "see_workshop_figures")
for group in (PLACE_COORDINATOR, CALL_DESK):
    grant(group, "workshops", "view_bookingpattern", "change_bookingpattern")
every_tick("unusual bookings", patterns.look, every=timedelta(hours=1))
