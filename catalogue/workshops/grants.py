"""What each group may do with workshops and bookings. Which bookings are seen hangs on the person's places (visibility.py)."""

from core.access import CALL_DESK, DIRECTORY, EDITOR, FIGURES, HOST, PLACE_COORDINATOR, grant

for group in (HOST, PLACE_COORDINATOR, CALL_DESK):
    grant(group, "workshops", "view_booking", "add_booking", "change_booking", "view_call", "change_call")
    grant(group, "workshops", "view_callbackrequest", "change_callbackrequest")
# Whoever calls may call about any place.
grant(CALL_DESK, "workshops", "serve_callers")
grant(CALL_DESK, "agenda", "view_session", "see_every_session")
for group in (PLACE_COORDINATOR, DIRECTORY):  # at which places: hosting/inviting.py
    grant(group, "workshops", "view_teaminvitation", "add_teaminvitation", "change_teaminvitation")
for group in (HOST, PLACE_COORDINATOR, FIGURES):
    grant(group, "workshops", "view_sessiontally")
for action in ("view", "add", "change", "delete"):
    grant(PLACE_COORDINATOR, "workshops", f"{action}_permanencerule", f"{action}_permanencereason")
    if action != "delete":  # what somebody booked for stays readable: a reason is put out of use instead
        grant(EDITOR, "workshops", f"{action}_permanencereason")
# Who knows the structures around a place keeps the list of those who book for others; the call desk finds a caller in it.
grant(PLACE_COORDINATOR, "workshops", "view_helper", "change_helper")
grant(CALL_DESK, "workshops", "view_helper")
for group in (HOST, PLACE_COORDINATOR, CALL_DESK):
    grant(group, "workshops", "view_seatblock")
# Requests for workshops elsewhere: those of the départements of one's places, or all of them (admin/session_requests.py).
for group in (PLACE_COORDINATOR, EDITOR):
    grant(group, "workshops", "view_sessionrequest", "change_sessionrequest")
