"""Words to ask the directory with: ``Place.objects.listed().matching("gare")``."""

from django.db import models

from core.text import fold_words


class PlaceQuerySet(models.QuerySet):
    def listed(self) -> "PlaceQuerySet":
        """What the public sees."""
        return self.filter(is_listed=True, archived_at__isnull=True)

    def with_point(self) -> "PlaceQuerySet":
        return self.filter(lat__isnull=False, lon__isnull=False)

    def of_kinds(self, *kinds: str) -> "PlaceQuerySet":
        return self.filter(kind__in=kinds)

    def matching(self, text: str) -> "PlaceQuerySet":
        """Places whose name, commune or postcode hold every word, whatever the case and accents."""
        found = self
        for word in fold_words(text[:200]).split()[:8]:
            found = found.filter(folded__contains=word)
        return found

    def coordinated_by(self, user) -> "PlaceQuerySet":
        return self.filter(roles__user=user, roles__role="coordinator").distinct()

    def seen_by(self, user) -> "PlaceQuerySet":
        """Places where the user has any role."""
        return self.filter(roles__user=user).distinct()
