"""Bookings, calls and permanences in the admin."""
