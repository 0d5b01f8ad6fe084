"""Words to ask the directory with: ``Place.objects.listed().matching("gare")``."""

from django.db import models

from core.text import fold_words

# What the team, the imports and the open data read, and no list of places: a third of the row, and most of its JSON.
KEPT_FROM_LISTS = (
    "folded", "twin_key", "flags", "settled_flags", "local_fields", "pivot", "source_id", "typologies", "other_labels", "trainings",
    "parent_structure", "special_care", "audiences", "national_programmes", "emails", "archive_reason", "source_updated_on", "created_at",
    "updated_at", "description", "access_url",
)  # fmt: skip


class PlaceQuerySet(models.QuerySet):
    def for_lists(self) -> "PlaceQuerySet":
        """Read what a list shows of each place (cards.py); anything else asks the database again."""
        return self.defer(*KEPT_FROM_LISTS)

    def listed(self) -> "PlaceQuerySet":
        """What the public sees."""
        return self.filter(is_listed=True, archived_at__isnull=True)

    def of_kinds(self, *kinds: str) -> "PlaceQuerySet":
        return self.filter(kind__in=kinds)

    def in_language(self, language: str) -> "PlaceQuerySet":
        """Load each place with its words in a language, as ``text``: no such attribute where there are none."""
        here = models.Q(texts__language=language)
        places = self.annotate(text=models.FilteredRelation("texts", condition=here), text_language=models.Value(language))
        return places.select_related("text")

    def matching(self, text: str) -> "PlaceQuerySet":
        """Places whose name, commune or postcode hold every word, whatever the case and accents."""
        found = self
        for word in fold_words(text[:200]).split()[:8]:
            found = found.filter(folded__contains=word)
        return found


def is_loaded_in(place: models.Model, language: str) -> bool:
    """Tell whether a place was loaded ``in_language``, so that its ``text`` is known."""
    return getattr(place, "text_language", None) == language
