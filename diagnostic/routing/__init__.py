"""Routing: pure, typed, no Django. `route(outcome, needs, doors)` gives the next step, and never nothing."""

from .doors import FAR_KM, NEAR_KM, Card, CardKind, Doors, PlaceOption, Route, Rule, SessionOption
from .needs import WISH_SKILLS, Barrier, Connection, Equipment, Needs, Who, Wish
from .route import route, rule_for, wanted_skills

__all__ = [
    "FAR_KM",
    "NEAR_KM",
    "WISH_SKILLS",
    "Barrier",
    "Card",
    "CardKind",
    "Connection",
    "Doors",
    "Equipment",
    "Needs",
    "PlaceOption",
    "Route",
    "Rule",
    "SessionOption",
    "Who",
    "Wish",
    "route",
    "rule_for",
    "wanted_skills",
]
