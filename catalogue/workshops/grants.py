"""What each group may do with workshops and bookings. Which bookings are seen hangs on the person's places (visibility.py)."""

from core.access import HOST, PLACE_COORDINATOR, grant

grant(HOST, "workshops", "view_booking", "add_booking", "change_booking", "view_call", "change_call")
grant(PLACE_COORDINATOR, "workshops", "view_booking", "add_booking", "change_booking", "view_call", "change_call")
for action in ("view", "add", "change", "delete"):
    grant(PLACE_COORDINATOR, "workshops", f"{action}_permanencerule")
