"""The fields of a place and their values in words: for its history, what structures changed, reports and duplicates."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format

from . import vocabulary
from .models import Place, PlaceText


def field_in_words(name: str) -> str:
    """Return "résumé (en)" for "summary:en"; what is no field comes back unchanged."""
    field, _colon, language = name.partition(":")
    try:
        words = str(getattr((PlaceText if language else Place)._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        words = field
    return f"{words} ({language})" if language else words


def value_in_words(name: str, value: Any) -> str:
    """Return a value as a person reads it; a dash for nothing."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return str(yesno(value))
    if name == "flags":
        from .flags import in_words as flags_in_words

        return flags_in_words(value if isinstance(value, list) else [str(value)])
    if isinstance(value, list):
        family = vocabulary.FAMILY_OF_FIELD.get(name, "")
        return " · ".join(_term(family, str(part)) for part in value)
    text = str(value)
    if name == "archived_at":
        moment = parse_datetime(text)
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else text
    if name.endswith("_on"):
        day = parse_date(text)
        return date_format(day, "SHORT_DATE_FORMAT") if day else text
    field = name.partition(":")[0]
    choices = dict(Place._meta.get_field(field).flatchoices) if field in _names() else {}
    return str(choices.get(value, text))


def _names() -> set[str]:
    return {field.name for field in Place._meta.concrete_fields}


def _term(family: str, value: str) -> str:
    return str(dict(vocabulary.choices(family)).get(value, value)) if family else value
