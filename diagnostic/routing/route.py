"""From an outcome and the needs to one open door. Seven rules; the first that fits gives the main card."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from diagnostic.engine import Class, Outcome

from .doors import (
    ADVANCED,
    BEGINNER,
    COURSE,
    GROUP,
    INDIVIDUAL,
    INTERMEDIATE,
    Card,
    CardKind,
    Doors,
    Route,
    Rule,
    SessionOption,
)
from .needs import Needs
from .places import all_near, equipment_place, procedure_place, welcoming_place
from .reasons import (
    ALONE_WITH_SOMEONE,
    LACKS_CONNECTION,
    LACKS_DEVICE,
    NO_PLACE_GIVEN,
    NOTHING_FREE,
    NOTHING_NEAR,
    PROCEDURES,
    PROVISIONAL,
)
from .sessions import Ranking, card_of, near_ones, ranking, remote_ones, takes_people

LEVEL_OF = {Rule.BEGINNER: BEGINNER, Rule.INTERMEDIATE: INTERMEDIATE, Rule.ADVANCED: ADVANCED}
RULE_OF = {
    Class.FIRST_STEPS: Rule.INDIVIDUAL,
    Class.BEGINNER: Rule.BEGINNER,
    Class.CONSOLIDATING: Rule.INTERMEDIATE,
    Class.AUTONOMOUS: Rule.ADVANCED,
}


def route(outcome: Outcome, needs: Needs, doors: Doors) -> Route:
    """The next step. Never empty: at worst the town hall's number, then the helpline's. Same values, same route."""
    rule = rule_for(outcome, needs)
    found = _BY_RULE.get(rule, _by_skills)(rule, outcome, needs, doors)
    explanation = found.explanation + ((PROVISIONAL,) if outcome.provisional else ())
    if not _knows_where(doors) and NOTHING_NEAR in explanation:
        explanation = (*explanation, NO_PLACE_GIVEN)
    other = found.other if found.other and not _repeats(found.other, found, doors) else _other(found, outcome, needs, doors)
    return replace(found, other=other, explanation=explanation)


def rule_for(outcome: Outcome, needs: Needs) -> Rule:
    """The first rule that fits."""
    if needs.seeks_training:
        return Rule.TRAINING
    if needs.lacks_device or needs.lacks_connection:
        return Rule.EQUIPMENT
    if needs.urgent:
        return Rule.PROCEDURE
    return _rule_of_skills(outcome, needs)


def _rule_of_skills(outcome: Outcome, needs: Needs) -> Rule:
    return Rule.INDIVIDUAL if needs.wants_someone_alone else RULE_OF[outcome.klass]


def _training(rule: Rule, outcome: Outcome, needs: Needs, doors: Doors) -> Route:
    """A course with a seat, wherever it is (professionals travel), else the list of courses."""
    courses = [option for option in doors.sessions if option.format == COURSE and takes_people(option)]
    courses.sort(key=ranking(needs.wish_skills, needs))
    the_list = Card(CardKind.TRAINING)
    if not courses:
        return Route(rule, the_list, other=_phone(doors))
    return Route(rule, card_of(courses[0], needs), other=the_list)


def _equipment(rule: Rule, outcome: Outcome, needs: Needs, doors: Doors) -> Route:
    """Where a device or a SIM card can be had, and beside it the door their skills call for."""
    skills = _by_skills(_rule_of_skills(outcome, needs), outcome, needs, doors)
    place = equipment_place(doors.places, needs)
    lacks = tuple(code for code, yes in ((LACKS_DEVICE, needs.lacks_device), (LACKS_CONNECTION, needs.lacks_connection)) if yes)
    main = place or _phone(doors)
    plus = None if skills.main.same_door(main) else skills.main
    return Route(rule, main, plus=plus, other=skills.other, explanation=lacks if place else (*lacks, NOTHING_NEAR))


def _procedure(rule: Rule, outcome: Outcome, needs: Needs, doors: Doors) -> Route:
    """Somebody who does procedures, by phone first; the town hall when nobody is near."""
    place = procedure_place(doors.places)
    if place:
        return Route(rule, place, explanation=(PROCEDURES,))
    return Route(rule, _phone(doors), explanation=(PROCEDURES, NOTHING_NEAR))


def _by_skills(rule: Rule, outcome: Outcome, needs: Needs, doors: Doors) -> Route:
    """Rules 4 to 7: the session of that kind near; its waiting list with the nearest relay beside it; another open door near;
    a session at a distance; the town hall; the helpline."""
    wanted = wanted_skills(rule, outcome, needs)
    rank = ranking(wanted, needs, wish_breaks_ties=rule is Rule.BEGINNER)
    fitting = sorted((option for option in doors.sessions if _fits(rule, option) and takes_people(option)), key=rank)
    near = near_ones(fitting)
    why = (ALONE_WITH_SOMEONE,) if rule is Rule.INDIVIDUAL else ()
    standing_in = _stand_in(rule, doors, rank)
    relay = welcoming_place(doors.places, alone=rule is Rule.INDIVIDUAL)

    def card(option: SessionOption | None) -> Card | None:
        return card_of(option, needs, wanted) if option else None

    if near and near[0].free > 0:
        return Route(rule, card_of(near[0], needs, wanted), explanation=why)
    if near:
        other = card(_first_free(near) or standing_in)
        return Route(rule, card_of(near[0], needs, wanted), plus=relay, other=other, explanation=(*why, NOTHING_FREE))
    remote = _first_free(remote_ones(fitting))
    if rule is Rule.ADVANCED:
        return _autonomous(rule, card(remote))
    open_doors = [
        found
        for found in (card(standing_in), relay, card(_group_for_first_steps(rule, needs, doors, rank)), card(remote))
        if found is not None
    ]
    if not open_doors:
        return Route(rule, _phone(doors), explanation=(*why, NOTHING_NEAR))
    if open_doors[0].kind is CardKind.REMOTE:
        why = (*why, NOTHING_NEAR)
    return Route(rule, open_doors[0], other=next(iter(open_doors[1:]), None), explanation=why)


def wanted_skills(rule: Rule, outcome: Outcome, needs: Needs) -> tuple[str, ...]:
    """The skills to look for, first one first: what is missing, or for those who manage the basics what they wish to do."""
    if rule in {Rule.INTERMEDIATE, Rule.ADVANCED}:
        return tuple(dict.fromkeys((*needs.wish_skills, *outcome.missing)))
    return outcome.missing


def _autonomous(rule: Rule, remote: Card | None) -> Route:
    """Nothing to learn near: at a distance, else lend a hand, or go on alone."""
    if remote:
        return Route(rule, remote, other=Card(CardKind.VOLUNTEER), explanation=(NOTHING_NEAR,))
    return Route(rule, Card(CardKind.VOLUNTEER), other=Card(CardKind.SELF_STUDY))


def _fits(rule: Rule, option: SessionOption) -> bool:
    if rule is Rule.INDIVIDUAL:
        return option.format == INDIVIDUAL
    return option.format == GROUP and option.level == LEVEL_OF[rule]


def _stand_in(rule: Rule, doors: Doors, rank: Ranking) -> SessionOption | None:
    """What may stand in near when no workshop of the level is: someone alone with you, else the level beside."""
    levels = {Rule.BEGINNER: {INTERMEDIATE}, Rule.INTERMEDIATE: {BEGINNER, ADVANCED}}.get(rule)
    if levels is None:
        return None
    near = sorted(near_ones(doors.sessions), key=rank)
    alone = _first_free(option for option in near if option.format == INDIVIDUAL)
    return alone or _first_free(option for option in near if option.format == GROUP and option.level in levels)


def _group_for_first_steps(rule: Rule, needs: Needs, doors: Doors, rank: Ranking) -> SessionOption | None:
    """A beginners' group, when nobody receives one by one near; not for those a group would frighten."""
    if rule is not Rule.INDIVIDUAL or needs.wants_someone_alone:
        return None
    return _first_free(sorted((option for option in near_ones(doors.sessions) if _fits(Rule.BEGINNER, option)), key=rank))


def _first_free(options: Iterable[SessionOption]) -> SessionOption | None:
    return next((option for option in options if option.free > 0), None)


def _phone(doors: Doors) -> Card:
    """A human's number: the town hall of the commune, else ours."""
    return Card(CardKind.TOWN_HALL if doors.town_hall else CardKind.HELPLINE, phone_first=True)


def _knows_where(doors: Doors) -> bool:
    return bool(doors.town_hall) or any(option.km is not None for options in (doors.sessions, doors.places) for option in options)


def _other(found: Route, outcome: Outcome, needs: Needs, doors: Doors) -> Card | None:
    """Another choice than the cards shown: a free session that suits, a place near, a human's number."""
    for card in _others(found, outcome, needs, doors):
        if not _repeats(card, found, doors):
            return card
    return None


def _repeats(card: Card, found: Route, doors: Doors) -> bool:
    """Whether this is a door already shown, or the place where the session shown is held."""
    shown = [door for door in (found.main, found.plus) if door]
    ids = {door.session_id for door in shown}
    held_at = {option.place for option in doors.sessions if option.id in ids}
    return any(card.same_door(door) for door in shown) or (card.place_id is not None and card.place_id in held_at)


def _others(found: Route, outcome: Outcome, needs: Needs, doors: Doors) -> list[Card]:
    rule = found.rule if found.rule in LEVEL_OF or found.rule is Rule.INDIVIDUAL else _rule_of_skills(outcome, needs)
    wanted = wanted_skills(rule, outcome, needs)
    free = [option for option in doors.sessions if option.free > 0 and _fits(rule, option)]
    ranked = sorted([*near_ones(free), *remote_ones(free)], key=ranking(wanted, needs))
    cards = [card_of(option, needs, wanted) for option in ranked[:3]]
    cards += all_near(doors.places, alone=rule is Rule.INDIVIDUAL)[:3]
    return [*cards, *([Card(CardKind.TOWN_HALL, phone_first=True)] if doors.town_hall else []), Card(CardKind.HELPLINE, phone_first=True)]


_BY_RULE: dict[Rule, Callable[[Rule, Outcome, Needs, Doors], Route]] = {
    Rule.TRAINING: _training,
    Rule.EQUIPMENT: _equipment,
    Rule.PROCEDURE: _procedure,
}
