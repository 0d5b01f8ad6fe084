"""Words to ask the directory with: ``Place.objects.listed().matching("gare")``."""

from django.db import models

from core.text import fold_words


class PlaceQuerySet(models.QuerySet):
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
