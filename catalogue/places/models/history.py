"""Who did what to which place, and when: one line for each action, with what changed from what to what."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, BaseLogEntryManager

from .place import Place


class PlaceLogManager(BaseLogEntryManager):
    """Wagtail's ``log()`` writes here for places, wherever it is called from."""

    def log_action(self, instance: Place, action: str, **kwargs: Any) -> "PlaceLogEntry":
        """Write a line. With ``history.remember(place)`` before the change, what changed is written with it."""
        from ..history import what_changed

        changes = what_changed(instance)
        if changes:
            kwargs["data"] = {**(kwargs.get("data") or {}), "changes": changes}
        return super().log_action(instance, action, **{**kwargs, "place": instance})

    def viewable_by_user(self, user: Any) -> models.QuerySet:
        """The lines of the places one looks after; all of them, of deleted places too, for who sees every place."""
        from ..visibility import places_changed_by, sees_every_place

        if sees_every_place(user):
            return self.all()
        return self.filter(place__in=places_changed_by(user).values("pk"))

    def for_instance(self, instance: Place) -> models.QuerySet:
        return self.filter(place=instance)


class PlaceLogEntry(BaseLogEntry):
    """``data["changes"]`` maps the name of a field to [before, after]; a text in another language is "summary:en"."""

    # No constraint: the history of a place that was deleted stays.
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")

    objects = PlaceLogManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]
        verbose_name = _("line of a place's history")
        verbose_name_plural = _("history of the places")
        indexes = [
            models.Index(fields=["uuid", "action", "-timestamp"], name="places_log_uuid"),
            models.Index(fields=["place", "-timestamp"], name="places_log_place"),
        ]

    def __str__(self) -> str:
        return f"{self.action} · {self.label}"

    @cached_property
    def object_id(self) -> int:
        return self.place_id
