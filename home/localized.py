"""Pages chosen by an editor, shown in the visitor's language: the translation when it is live, else the page itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.blocks import StreamValue
from wagtail.models import Page


def localized_pages(page_ids: Iterable[int], language: str) -> dict[int, Page]:
    """Return live pages by the id that was chosen, each in ``language`` when it is really translated; one query.

    Locales are loaded with the pages, so that their addresses cost nothing more.
    """
    wanted = set(page_ids)
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    rows = list(
        Page.objects.live()
        .filter(Q(pk__in=wanted) | Q(translation_key__in=keys, locale__language_code=language, alias_of__isnull=True))
        .select_related("locale")
    )
    chosen = {page.pk: page for page in rows if page.pk in wanted}
    translated = {page.translation_key: page for page in rows if page.locale.language_code == language and not page.alias_of_id}
    # A chosen page that is not live is shown nowhere, even when its translation is.
    return {pk: translated.get(page.translation_key, page) for pk, page in chosen.items()}


def pages_of_body(body: StreamValue, language: str, *others: int | None) -> dict[int, Page]:
    """Return the pages that all the blocks of a body lead to, and ``others``, as ``localized_pages`` does; one query for all the blocks.

    A page puts it in its context as ``body_pages``.
    """
    return localized_pages([*_chosen_in(list(body.raw_data)), *(pk for pk in others if pk)], language)


def _chosen_in(raw: Any) -> Iterable[int]:
    """Read every ``page`` of a body as it is stored, however deep."""
    if isinstance(raw, dict):
        if isinstance(raw.get("page"), int):
            yield raw["page"]
        raw = list(raw.values())
    if isinstance(raw, list):
        for child in raw:
            yield from _chosen_in(child)
