"""Demo content of this room: the skills."""

import random
from datetime import date

from .skills import load_skills


def build(rng: random.Random, today: date) -> int:
    """Load the skills; returns how many rows were added."""
    return load_skills()
