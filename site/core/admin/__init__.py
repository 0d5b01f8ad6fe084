"""This room's lists and screens in the admin, one subject each."""
