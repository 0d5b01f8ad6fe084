"""The words of places' names, so that "mediatheque aragon" finds its places among 100,000 without reading them all."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .place import Place


class PlaceWord(models.Model):
    """A folded word of a place's name or of its commune's; places the public sees only. Kept in step by ``facets.sync_facets``."""

    word = models.CharField(max_length=40)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="words", db_index=False)
    of_name = models.BooleanField(default=True)  # else of the commune only

    class Meta:
        verbose_name = _("word of a place")
        verbose_name_plural = _("words of places")
        # PostgreSQL answers "begins with" from an index only with this class of operators; SQLite takes no notice of it.
        indexes = [
            models.Index(
                fields=["word", "place", "of_name"], name="places_word_begins", opclasses=["varchar_pattern_ops", "int8_ops", "bool_ops"]
            )
        ]
        constraints = [models.UniqueConstraint(fields=["place", "word"], name="places_word_once")]

    def __str__(self) -> str:
        return f"{self.word} · {self.place_id}"
