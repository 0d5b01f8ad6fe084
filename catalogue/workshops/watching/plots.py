"""Bars drawn by the server as SVG: no script, and a table with the same figures stands beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 240
TOP, BOTTOM, LEFT = 28, 44, 52
ROW, NAMES = 30, 260
GRID = 4


@dataclass(frozen=True)
class Bar:
    """One value: its place, and what is written beside it. ``is_told`` is False where there were too few people."""

    label: str
    text: str
    is_told: bool
    x: float
    y: float
    width: float
    height: float
    label_x: float
    label_y: float
    text_x: float
    text_y: float


@dataclass(frozen=True)
class Line:
    """A line of the grid with its value in words."""

    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    """``name`` is an id of its own on the page; ``is_upright`` tells columns from rows."""

    name: str
    title: str
    summary: str
    width: int
    height: int
    is_upright: bool
    bars: list[Bar]
    lines: list[Line]


@dataclass(frozen=True)
class Value:
    """What is drawn: ``value`` None draws no bar, and ``text`` says why."""

    label: str
    value: float | None
    text: str


def columns(name: str, title: str, summary: str, values: Sequence[Value], *, top: float, texts: Sequence[str]) -> Plot:
    """Draw one column a value, from 0 to ``top``; ``texts`` are those of the grid's lines, from 0 up."""
    room, step = HEIGHT - TOP - BOTTOM, (WIDTH - LEFT) / max(len(values), 1)
    wide = min(step * 0.7, 56)
    bars = []
    for number, value in enumerate(values):
        tall = room * min((value.value or 0) / top, 1) if top else 0
        middle = LEFT + step * (number + 0.5)
        y = TOP + room - tall
        bars.append(
            Bar(
                label=value.label,
                text=value.text,
                is_told=value.value is not None,
                x=round(middle - wide / 2, 1),
                y=round(y, 1),
                width=round(wide, 1),
                height=round(tall, 1),
                label_x=round(middle, 1),
                label_y=HEIGHT - BOTTOM + 20,
                text_x=round(middle, 1),
                text_y=round(y - 6, 1),
            )
        )
    lines = [Line(round(TOP + room - room * number / max(len(texts) - 1, 1), 1), text) for number, text in enumerate(texts)]
    return Plot(name, title, summary, WIDTH, HEIGHT, True, bars, lines)


def rows(name: str, title: str, summary: str, values: Sequence[Value], *, top: float) -> Plot:
    """Draw one row a value, its name before it, from 0 to ``top``."""
    room = WIDTH - NAMES - 70
    bars = []
    for number, value in enumerate(values):
        long = room * min((value.value or 0) / top, 1) if top else 0
        y = number * ROW + 4
        bars.append(
            Bar(
                label=value.label,
                text=value.text,
                is_told=value.value is not None,
                x=NAMES,
                y=y,
                width=round(long, 1),
                height=ROW - 10,
                label_x=NAMES - 10,
                label_y=y + 15,
                text_x=round(NAMES + long + 8, 1),
                text_y=y + 15,
            )
        )
    return Plot(name, title, summary, WIDTH, max(len(values), 1) * ROW + 4, False, bars, [])


def nice_top(values: Sequence[float | None]) -> float:
    """Return a round number that no value exceeds: 1, 2, 5, 10, 20, 50…"""
    most = max((value for value in values if value is not None), default=0)
    size = 1.0
    while True:
        for step in (1, 2, 5):
            if most <= step * size:
                return step * size
        size *= 10
