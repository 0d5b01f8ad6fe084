"""What leaves as a spreadsheet: a text that a stranger typed never runs as a formula there."""

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a cell's text; a number such as -1.5 is none."""
    return text.lstrip(" \u00a0").startswith(_FORMULA) and not _is_number(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


class NoFormulas:
    """For an admin list with an export, before Wagtail's own class: an apostrophe makes a text of what looks like a formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        shown = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return f"'{shown}" if isinstance(shown, str) and is_formula(shown) else shown
