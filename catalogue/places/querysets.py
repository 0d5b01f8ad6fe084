"""Words to ask the directory with: ``Place.objects.listed().matching("gare")``."""

from django.db import models

from core.text import fold_words


class PlaceQuerySet(models.QuerySet):
    def listed(self) -> "PlaceQuerySet":
        """What the public sees."""
        return self.filter(is_listed=True, archived_at__isnull=True)

    def of_kinds(self, *kinds: str) -> "PlaceQuerySet":
        return self.filter(kind__in=kinds)

    def matching(self, text: str) -> "PlaceQuerySet":
        """Places whose name, commune or postcode hold every word, whatever the case and accents."""
        found = self
        for word in fold_words(text[:200]).split()[:8]:
            found = found.filter(folded__contains=word)
        return found
