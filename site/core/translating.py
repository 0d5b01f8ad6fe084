"""Translate a page or a snippet through wagtail-localize, from texts that are already there (demo content, imports).

The result is what an editor would have got by submitting the source and typing every string: the segments, the
translation memory, and a published page tied to its source, opened in the translation editor.
"""

import copy
from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Translatable = TypeVar("Translatable", bound=models.Model)


class UnlikeTexts(ValueError):
    """The translation has not the same shape as its source: a paragraph or a block is missing or too many."""


@transaction.atomic
def translate(source: Translatable, language: str, **fields: Any) -> Translatable:
    """Return the published translation of ``source``, made or brought up to date.

    ``fields`` holds the translated values by field name; a StreamField takes the same list of raw blocks as the
    source, with the same ids, in the other language. What is left out stays in the source's language; a page's
    address left out stays what it is, and counts as translated.
    Pages: the parent must be translated first. Raises UnlikeTexts when the shapes differ.
    """
    if isinstance(source, Page):
        source = source.specific
    locale = Locale.objects.get(language_code=language)
    if isinstance(source, Page) and "slug" not in fields:
        known = source.get_translation_or_none(locale)
        fields["slug"] = known.slug if known else source.slug
    twin = copy.deepcopy(source)
    for name, value in fields.items():
        field = source._meta.get_field(name)
        setattr(twin, name, field.to_python(value) if isinstance(field, models.Field) and isinstance(value, (list, str)) else value)
    localized_source, _created = TranslationSource.update_or_create_from_instance(source)
    _remember(localized_source, locale, _strings(source, fields), _strings(twin, fields))
    Translation.objects.get_or_create(source=localized_source, target_locale=locale)
    if not isinstance(source, Page):
        return localized_source.create_or_update_translation(locale, fallback=True)[0]
    # wagtail-localize publishes when the transaction ends; those who call this want the page there now.
    page, _created = localized_source.create_or_update_translation(locale, publish=False, fallback=True)
    page.latest_revision.publish()
    page.refresh_from_db()
    return page


def _strings(instance: models.Model, fields: Collection[str]) -> dict[str, list[StringSegmentValue]]:
    """Return the translatable strings of these fields by the path of what they stand in, in reading order."""
    found: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue) and segment.path.split(".")[0] in fields:
            found[segment.path].append(segment)
    return found


def _remember(source: TranslationSource, locale: Locale, ours: dict, theirs: dict) -> None:
    """Write the pairs of strings into the translation memory."""
    if {path: len(strings) for path, strings in ours.items()} != {path: len(strings) for path, strings in theirs.items()}:
        unlike = sorted(path for path in ours.keys() | theirs.keys() if len(ours.get(path, ())) != len(theirs.get(path, ())))
        raise UnlikeTexts(f"{source.object_repr} ({locale.language_code}): the texts differ in shape at {', '.join(unlike)}")
    words = {
        (path, mine.string.data): other.string.data
        for path, strings in ours.items()
        for mine, other in zip(strings, theirs[path], strict=True)
    }
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    wanted = {
        (segment.string_id, segment.context_id): words[segment.context.path, segment.string.data]
        for segment in segments
        if (segment.context.path, segment.string.data) in words
    }
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(translation_of_id=string, context_id=context, locale=locale, data=data)
            for (string, context), data in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data"],
    )
