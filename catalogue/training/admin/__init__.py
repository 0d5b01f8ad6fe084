"""This room in Wagtail's admin: registrations listed, read, corrected, changed and cancelled."""
