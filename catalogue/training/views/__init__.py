"""HTTP only: what happens is in register.py and change_seats.py."""
