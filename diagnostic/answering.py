"""Take what a visitor just said into their state. Anything unknown is refused with a sentence, nothing already said is lost."""

from django.http import QueryDict
from django.utils.translation import gettext

from catalogue.places.near import NearAnswer, near_from

from . import journey
from .bank import QuestionBank
from .needs import Need
from .state import MOST_ANSWERS, Spot, State

LONGEST_LABEL = 120


def answer_need(state: State, need: Need, raw: list[str]) -> str:
    """Keep the answer to a need. Return a sentence when one is wanted and none is given, else an empty string."""
    values = need.cleaned([value for value in raw if value in need.values])
    if not values and not need.optional:
        return gettext("Choose one answer, then go on.") if not need.many else gettext("Choose at least one answer, then go on.")
    if need.name == "who":
        state.who = values[0]
    elif need.name == "pressing":
        state.pressing = [value for value in values if value != "nothing"]
        state.past_door = state.past_door and bool(state.pressing)
    elif need.name == "online":
        state.online = values[0] == "yes"
    else:
        state.needs[need.name] = values
    state.stopped = False
    state.touched()
    return ""


def answer_question(state: State, bank: QuestionBank, code: str, raw: str) -> str:
    """Keep the answer to a question. A question that no longer exists is passed over in silence; the run goes on."""
    if code not in bank.engine.by_code:
        return ""
    choice = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 3 else -1
    if not bank.accepts(code, choice):
        return gettext("Choose one answer, then go on. You can choose “I don’t know” or “No”.")
    if code in state.answers or len(state.answers) < MOST_ANSWERS:
        state.answers[code] = choice
    state.stopped = False
    state.touched()
    return ""


def answer_near(state: State, data: QueryDict) -> NearAnswer:
    """Keep the place found, if one is; the answer tells what to ask otherwise."""
    answer = near_from(data)
    if answer.near is not None:
        near = answer.near
        state.spot = Spot(round(near.lat, 2), round(near.lon, 2), near.label[:LONGEST_LABEL], near.commune_code[:5], near.departement[:3])
        state.spot_asked = True
        state.touched()
    return answer


def skip_near(state: State) -> None:
    state.spot = None
    state.spot_asked = True
    state.touched()


def stop(state: State) -> None:
    """The visitor has had enough: what is known makes a result "to be confirmed"."""
    state.stopped = True
    state.touched()


def rank_of(state: State, bank: QuestionBank, code: str) -> int:
    """The rank of a question among those answered, from 1; 0 when it is not there."""
    codes = journey.asked(state, bank)
    return codes.index(code) + 1 if code in codes else 0
