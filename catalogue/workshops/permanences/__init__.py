"""One-to-one appointments: their weekly rules, their slots, what one comes for, and appointments longer than a slot."""
