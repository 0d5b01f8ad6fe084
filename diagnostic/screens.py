"""What each screen shows: plain values for its template."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.languages import NamedLanguage, named

from . import journey
from .bank import QuestionBank, Words
from .journey import Left, Screen
from .models import Kind, Question
from .needs import Need
from .state import State, seal_state

DECLARED = (
    (2, _("Yes, on my own"), _("Yes, on their own"), "alone"),
    (1, _("With help"), _("With help"), "with-help"),
    (0, _("No"), _("No"), "no"),
)


@dataclass(frozen=True)
class Tile:
    """One choice of a screen; ``picture`` may be empty. ``language``: shown under its own name instead of the label."""

    value: str
    label: str | Promise
    picture: str = ""
    checked: bool = False
    language: NamedLanguage | None = None


def address(screen: Screen) -> str:
    """Return the address of a screen in the active language."""
    if screen.name == journey.QUESTION:
        return reverse("diagnostic:question", args=[screen.number])
    return reverse("diagnostic:step", args=[screen.name])


def screen_context(screen: Screen, state: State, bank: QuestionBank, *, error: str = "", chosen: list[str] | None = None) -> dict[str, Any]:
    """Return what every screen's template names; ``chosen`` is what was just ticked, kept beside an error."""
    context: dict[str, Any] = {
        "screen": screen.name,
        "action": address(screen),
        "sealed_state": seal_state(state),
        "erase_url": reverse("diagnostic:erase"),
        "has_back": journey.before(screen, state, bank) is not None,
        "can_stop": screen.name not in (journey.WHO, journey.PRESSING, journey.DOOR, journey.NEAR) and not state.stopped,
        "helping": state.helping,
        "error": error,
        "progress": "",
    }
    if screen.name == journey.QUESTION:
        context |= question_context(screen, state, bank, chosen)
        context["progress"] = progress(journey.left(state, bank))
    elif need := journey.NEED_OF.get(screen.name):
        context |= need_context(need, state, chosen)
        if screen.name in journey.NEED_SCREENS:
            context["progress"] = progress(journey.left(state, bank))
    return context


def question_context(screen: Screen, state: State, bank: QuestionBank, chosen: list[str] | None = None) -> dict[str, Any]:
    """The words, picture and tiles of the question at this rank, with the answer given before, if any."""
    answered = journey.asked(state, bank)
    code = answered[screen.number - 1] if screen.number <= len(answered) else journey.question_code(state, bank)
    if code is None:
        raise LookupError("no question at this rank")
    words = bank.words_of(code, get_language() or "fr")
    given = chosen[-1] if chosen else (str(state.answers[code]) if code in state.answers else "")
    is_task = bank.engine.by_code[code].kind == Kind.TASK
    return {
        "code": code,
        "words": words,
        "is_task": is_task,
        "tiles": tiles_of(words, is_task, given, helping=state.helping),
        "many": False,
        "title": words.text,
        "hint": "",
        "remark": _remark(is_task) if state.helping else "",
        "spoken": words.read_aloud or "",
    }


def _remark(is_task: bool) -> str:
    """What a helper is reminded of: the result is that of the other person, without help."""
    if is_task:
        return gettext("Let this person choose, without your help.")
    return gettext("Answer for the person you help: what they do without your help.")


def tiles_of(words: Words, is_task: bool, given: str = "", *, helping: bool = False) -> list[Tile]:
    """The tiles of a question: its choices and "I don't know", or no / with help / on my own."""
    if is_task:
        tiles = [Tile(str(rank), choice, "", given == str(rank)) for rank, choice in enumerate(words.choices, start=1)]
        return [*tiles, Tile("0", _("I don’t know"), "dont-know", given == "0")]
    return [Tile(str(value), theirs if helping else mine, picture, given == str(value)) for value, mine, theirs, picture in DECLARED]


def need_context(need: Need, state: State, chosen: list[str] | None = None) -> dict[str, Any]:
    given = chosen if chosen is not None else given_to(need, state)
    return {
        "title": need.title_helping if state.helping else need.title,
        "hint": need.hint,
        "many": need.many,
        "optional": need.optional,
        "tiles": [
            Tile(option.value, option.label, option.picture, option.value in given, named(option.value) if option.is_language else None)
            for option in need.options
        ],
        "remark": "",
        "spoken": "",
    }


def given_to(need: Need, state: State) -> list[str]:
    """What the visitor answered to a need before."""
    if need.name == "who":
        return [state.who]
    if need.name == "pressing":
        return [] if state.pressing is None else (state.pressing or ["nothing"])
    if need.name == "online":
        return [] if state.online is None else ["yes" if state.online else "no"]
    return state.needs.get(need.name, [])


def progress(left: Left) -> str:
    """Return how much is left, in words: "Encore 3 ou 4 questions, puis 5 choix"."""
    if left.most <= 0:
        if left.choices <= 1:
            return gettext("Last question")
        return ngettext("%(count)d short question left", "%(count)d short questions left", left.choices) % {"count": left.choices}
    if left.least == left.most:
        return ngettext("%(count)d question left, then a few choices", "%(count)d questions left, then a few choices", left.most) % {
            "count": left.most
        }
    if left.most == left.least + 1:
        return gettext("%(least)d or %(most)d questions left, then a few choices") % {"least": left.least, "most": left.most}
    return gettext("%(least)d to %(most)d questions left, then a few choices") % {"least": left.least, "most": left.most}


def preview_context(question: Question, request: HttpRequest) -> dict[str, Any]:
    """The real screen of a question, for the editor who writes it."""
    words = Words(
        text=question.text,
        read_aloud=question.read_aloud,
        picture=question.picture,
        picture_alt=question.picture_alt,
        choices=tuple(question.choices),
        image=question.image,
        recording_url=question.recording.url if question.recording else "",
    )
    is_task = question.kind == Kind.TASK
    return {
        "request": request,
        "screen": journey.QUESTION,
        "action": "",
        "sealed_state": "",
        "erase_url": "",
        "has_back": True,
        "can_stop": True,
        "helping": False,
        "error": "",
        "progress": progress(Left(3, 4, 7)),
        "code": question.code,
        "words": words,
        "is_task": is_task,
        "tiles": tiles_of(words, is_task),
        "many": False,
        "title": words.text,
        "hint": "",
        "remark": "",
        "spoken": words.read_aloud,
        "language_links": [],
        "advice": question.advice(),
        "is_preview": True,
    }
