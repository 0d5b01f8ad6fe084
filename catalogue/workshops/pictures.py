"""The drawings an editor may choose: the files of static/img/pictures, by name."""

from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def names() -> tuple[str, ...]:
    """Return the names of the drawings, in order."""
    return tuple(sorted(file.stem for file in Path(settings.ROOT, "static", "img", "pictures").glob("*.svg")))


def choices() -> list[tuple[str, str]]:
    return [(name, name.replace("-", " ")) for name in names()]
