"""What leaves the journey: the outcome, the few needs that route it, and near where. Never the answers.

It travels as an encrypted link that expires; the doors are looked up anew each time it is opened.
"""

from dataclasses import dataclass
from typing import Any

from . import engine, routing, sealing
from .bank import QuestionBank
from .needs import WHO
from .state import Spot, State

PURPOSE = "diagnostic result"
LASTS = 30 * 24 * 60 * 60  # seconds
_HOLDS_BACK = frozenset({routing.Barrier.READING, routing.Barrier.BREAKING})  # the barriers that route


@dataclass(frozen=True)
class Result:
    outcome: engine.Outcome
    needs: routing.Needs
    spot: Spot | None = None

    @property
    def helped(self) -> bool:
        return self.needs.helped

    @property
    def measured(self) -> bool:
        """Whether anything is known of what the person can do."""
        return self.outcome.asked > 0 or self.outcome.ending is engine.Ending.NEVER_ONLINE


def result_of(state: State, bank: QuestionBank, language: str) -> Result:
    """Return what a state leads to."""
    known = engine.outcome(bank.engine, bank.answers(state.answers), stopped=state.stopped, never_online=state.online is False)
    return Result(known, needs_of(state, language), state.spot)


def needs_of(state: State, language: str) -> routing.Needs:
    """Return the needs as routing takes them; what cannot wait answers for equipment and connection."""
    pressing = state.pressing or []

    def first(name: str) -> str:
        return next(iter(state.needs.get(name, [])), "")

    return routing.Needs(
        who=state.who or routing.Who.SELF,
        equipment=routing.Equipment.NONE if "device" in pressing else first("equipment"),
        connection=routing.Connection.NONE if "connection" in pressing else first("connection"),
        has_email={"yes": True, "no": False}.get(first("email")),
        urgent="procedure" in pressing,
        wish=routing.Wish.PROCEDURES if "procedure" in pressing and not first("wish") else _known(routing.Wish, first("wish")),
        helped=state.helping,
        barriers=frozenset(state.needs.get("barriers", [])),
        languages=frozenset(state.needs.get("languages", [])),
        language=language,
    )


def seal_result(result: Result) -> str:
    """Return the token of a result's link: only what routes, nothing of what was answered."""
    needs, spot = result.needs, result.spot
    plain = [
        result.outcome.as_dict(),
        [
            str(needs.who),
            str(needs.equipment) if needs.lacks_device else "",
            str(needs.connection) if needs.lacks_connection else "",
            needs.has_email,
            needs.urgent,
            str(needs.wish),
            needs.helped,
            sorted(str(barrier) for barrier in needs.barriers & _HOLDS_BACK),
            sorted(needs.languages),
        ],
        [spot.lat, spot.lon, spot.label, spot.commune, spot.departement] if spot else None,
    ]
    return sealing.seal(plain, PURPOSE)


def unseal_result(token: str, language: str) -> Result:
    """Return the result of a link; raise sealing.Expired, or sealing.Broken when it is not one of ours."""
    try:
        outcome, needs, spot = sealing.unseal(token, PURPOSE, seconds=LASTS)
        who, equipment, connection, has_email, urgent, wish, helped, barriers, languages = needs
        return Result(
            outcome=engine.Outcome.from_dict(outcome),
            needs=routing.Needs(
                who=who if who in WHO else routing.Who.SELF,
                equipment=_known(routing.Equipment, equipment),
                connection=_known(routing.Connection, connection),
                has_email=has_email if isinstance(has_email, bool) else None,
                urgent=urgent is True,
                wish=_known(routing.Wish, wish),
                helped=helped is True,
                barriers=frozenset(barriers) & _HOLDS_BACK,
                languages=frozenset(languages),
                language=language,
            ),
            spot=Spot(*spot) if spot else None,
        )
    except (TypeError, ValueError) as error:
        if isinstance(error, sealing.Expired | sealing.Broken):
            raise
        raise sealing.Broken from error


def _known(values: Any, value: str) -> str:
    return value if value in set(values) else ""
