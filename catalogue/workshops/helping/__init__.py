"""Booking for others: a professional without an account, a private link, several people in a row, seats kept for a group."""
