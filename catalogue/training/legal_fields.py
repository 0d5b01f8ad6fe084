"""What a course must say before it is published.

The law asks it of every training body (Code du travail L6353-8; Qualiopi, indicator 1): until each of these is
filled, a course stays a draft, whoever publishes it and however.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

ALWAYS = (
    "title",
    "objectives",
    "prerequisites",
    "audience",
    "duration_hours",
    "duration_days",
    "access_terms",
    "access_delay",
    "price_terms",
    "methods",
    "assessment",
    "programme",
    "trainers",
    "group_min",
    "group_max",
    "funding",
    "accessibility",
    "disability_contact",
    "disability_email",
    "contact_name",
    "contact_email",
    "contact_phone",
    "content_version",
    "content_updated_on",
)
WHEN_CERTIFYING = ("certification_title", "certification_code", "certifier", "certification_date")


class IncompleteCourse(ValidationError):
    """A course that may not be published: ``fields`` are the empty ones, ``message_dict`` has a sentence beside each."""

    def __init__(self, fields: Iterable[str], labels: Iterable[str], *, title: str = "", page_id: int | None = None) -> None:
        self.fields, self.title, self.page_id = tuple(fields), title, page_id
        self.sentence = sentence(labels)
        super().__init__({NON_FIELD_ERRORS: [self.sentence], **{name: [beside()] for name in self.fields}})


def missing(course: Any) -> list[str]:
    """Return the names of the legal fields that are empty; ``course`` is a page, or anything with its attributes."""
    asked = ALWAYS + (WHEN_CERTIFYING if getattr(course, "is_certifying", False) else ())
    empty = [name for name in asked if is_empty(getattr(course, name, None))]
    if "price_terms" in empty and getattr(course, "price", None) is not None:
        empty.remove("price_terms")  # a price, or how it is set
    return empty


def refuse_incomplete(course: Any) -> None:
    """Raise IncompleteCourse when a legal field is empty."""
    fields = missing(course)
    if fields:
        raise IncompleteCourse(fields, labels_of(type(course), fields), title=course.title, page_id=course.pk)


def labels_of(model: type[Model], fields: Iterable[str]) -> list[str]:
    known = {field.name: field for field in model._meta.fields}
    return [str(known[name].verbose_name) for name in fields]


def sentence(labels: Iterable[str]) -> str:
    return _("This course cannot be published yet. Fill in: %(fields)s.") % {"fields": ", ".join(labels)}


def beside() -> str:
    return _("Fill this in before publishing.")


def is_empty(value: Any) -> bool:
    """Tell whether nothing can be read there: blanks, tags without words, a list without one full item."""
    if value is None:
        return True
    if isinstance(value, str):
        return not strip_tags(value).replace("\xa0", " ").replace("&nbsp;", " ").strip()
    if hasattr(value, "stream_block"):
        return all(is_empty(block.block.get_searchable_content(block.value)) for block in value)
    if isinstance(value, list | tuple):
        return all(is_empty(item) for item in value)
    return False
