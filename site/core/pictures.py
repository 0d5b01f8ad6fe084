"""Our drawings, put inline so that they follow the colours of the page. One family: see ``static/img/pictures``."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(settings.ROOT) / "static" / "img" / "pictures"
NEUTRAL = "neutral"
_NAME = re.compile(r"[a-z0-9-]{1,60}")


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    """Return the text of a drawing; the neutral one when there is none of that name."""
    file = FOLDER / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        file = FOLDER / f"{NEUTRAL}.svg"
    return file.read_text(encoding="utf-8").strip()


def exists(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and (FOLDER / f"{name}.svg").is_file()


def names() -> list[str]:
    """Return the names of all drawings, in alphabetical order."""
    return sorted(file.stem for file in FOLDER.glob("*.svg"))


@lru_cache(maxsize=256)
def shape(name: str) -> str:
    """Return "scene" for a drawn screen, "wide" for an illustration, "" for a pictogram: what its frame tells."""
    width = re.search(r'viewBox="0 0 (\d+)', _source(name))
    return {"160": "scene", "320": "wide"}.get(width.group(1) if width else "", "")


def drawing(name: str, alt: str = "", css_class: str = "") -> SafeString:
    """Return the SVG: decorative (hidden from screen readers) without ``alt``, an image with its words otherwise."""
    role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    classes = escape(" ".join(f"pic {shape(name)} {css_class}".split()))
    return mark_safe(_source(name).replace("<svg ", f'<svg class="{classes}" {role} focusable="false" ', 1))
