"""Watching: how full the sessions are, who does not come, how long one waits; and bookings that look unusual."""
