"""The order of the screens: which one comes now, which came before, and how many are left."""

from dataclasses import dataclass

from . import engine
from .bank import QuestionBank
from .needs import NEEDS, ONLINE_NEED, PRESSING_NEED, WHO_NEED, Need
from .state import State

# Addresses in French in every language: others link to them.
WHO, PRESSING, DOOR, ONLINE, QUESTION, NEAR, RESULT = "pour-qui", "urgent", "porte", "internet", "question", "pres-de", "resultat"
NEED_SCREENS = {
    "equipement": "equipment",
    "connexion": "connection",
    "mail": "email",
    "envie": "wish",
    "freins": "barriers",
    "langues": "languages",
}
NEED_OF: dict[str, Need] = {
    WHO: WHO_NEED,
    PRESSING: PRESSING_NEED,
    ONLINE: ONLINE_NEED,
    **{slug: NEEDS[name] for slug, name in NEED_SCREENS.items()},
}
SCREENS = (WHO, PRESSING, DOOR, ONLINE, QUESTION, *NEED_SCREENS, NEAR)


@dataclass(frozen=True)
class Screen:
    """``name`` is the address; ``number`` the rank of a question, from 1."""

    name: str
    number: int = 0


@dataclass(frozen=True)
class Left:
    """What is left: scored questions at least and at most, then short choices."""

    least: int = 0
    most: int = 0
    choices: int = 0


def asked(state: State, bank: QuestionBank) -> list[str]:
    """Codes of the questions answered that still exist, in the order they were asked."""
    return [code for code, choice in state.answers.items() if bank.accepts(code, choice)]


def current(state: State, bank: QuestionBank) -> Screen:
    """Return the first screen that waits for an answer; RESULT when none does."""
    if not state.who:
        return Screen(WHO)
    if state.who == "professional":
        return Screen(RESULT)
    if state.pressing is None and not state.stopped:
        return Screen(PRESSING)
    if state.pressing and not state.past_door and not state.stopped:
        return Screen(DOOR)
    if not state.stopped:
        if state.online is None:
            return Screen(ONLINE)
        if question_code(state, bank):
            return Screen(QUESTION, len(asked(state, bank)) + 1)
        for slug in needs_to_ask(state):
            if NEED_SCREENS[slug] not in state.needs:
                return Screen(slug)
    if not state.spot and not state.spot_asked:
        return Screen(NEAR)
    return Screen(RESULT)


def question_code(state: State, bank: QuestionBank) -> str | None:
    """Return the code of the next scored question, or None when there is none to ask."""
    if state.online is False or state.stopped:
        return None
    item = engine.next_item(bank.engine, bank.answers(state.answers))
    return item.code if item else None


def needs_to_ask(state: State) -> list[str]:
    """Screens of needs, without those that what cannot wait has already answered."""
    known = set(state.pressing or ())
    skipped = {"device": "equipement", "connection": "connexion", "procedure": "envie"}
    if state.online is False:
        return [slug for slug in NEED_SCREENS if slug not in {skipped[value] for value in known} | {"mail"}]
    return [slug for slug in NEED_SCREENS if slug not in {skipped[value] for value in known}]


def before(screen: Screen, state: State, bank: QuestionBank) -> Screen | None:
    """Return the screen one goes back to, or None from the first."""
    earlier = [other for other in trail(state, bank) if _order(other) < _order(screen)]
    return earlier[-1] if earlier else None


def after(screen: Screen, state: State, bank: QuestionBank) -> Screen:
    """Return the screen that follows: the next one already answered (after going back), else the first that waits."""
    later = [other for other in trail(state, bank) if _order(other) > _order(screen)]
    return min([*later[:1], current(state, bank)], key=_order)


def _order(screen: Screen) -> tuple[int, int]:
    rank = SCREENS.index(screen.name) if screen.name in SCREENS else len(SCREENS)
    return rank, screen.number


def trail(state: State, bank: QuestionBank) -> list[Screen]:
    """The screens this visitor has answered, in order."""
    path: list[Screen] = []
    if state.who:
        path.append(Screen(WHO))
    if state.who == "professional":
        return path
    if state.pressing is not None:
        path.append(Screen(PRESSING))
    if state.pressing and state.past_door:
        path.append(Screen(DOOR))
    if state.online is not None:
        path.append(Screen(ONLINE))
    if state.online is not False:
        path.extend(Screen(QUESTION, rank + 1) for rank in range(len(asked(state, bank))))
    path.extend(Screen(slug) for slug in needs_to_ask(state) if NEED_SCREENS[slug] in state.needs)
    if state.spot_asked:
        path.append(Screen(NEAR))
    return path


def is_open(screen: Screen, state: State, bank: QuestionBank) -> bool:
    """Tell whether the visitor may be on this screen: already answered, or the current one."""
    return screen == current(state, bank) or screen in trail(state, bank)


def left(state: State, bank: QuestionBank) -> Left:
    """Return what is left to answer from the current screen on, this one included."""
    choices = 0
    if not state.stopped:
        choices = sum(NEED_SCREENS[slug] not in state.needs for slug in needs_to_ask(state))
    choices += not (state.spot or state.spot_asked)
    if state.online is False or state.stopped or state.who == "professional":
        return Left(choices=choices)
    least, most = engine.remaining(bank.engine, bank.answers(state.answers))
    return Left(least, most, choices)
