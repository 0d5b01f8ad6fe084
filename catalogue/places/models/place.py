"""A place where help is given: ours, a partner's relay, or one of the nation's directory.

Not a Wagtail page: there can be 100,000. It carries the fields of the national standard
(Schéma des lieux de médiation numérique v1.0); its words in other languages stand in PlaceText.
"""

from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.text import fold_words

from ..departements import departement_of
from ..naming import twin_key
from ..querysets import PlaceQuerySet
from .how_to_book import BookingMode, validate_https


class PlaceKind(models.TextChoices):
    RECEPTION_POINT = "reception_point", _("reception point")
    RELAY = "relay", _("digital relay")
    PARTNER = "partner", _("partner place")


class Role(models.TextChoices):
    HOST = "host", _("host")
    COORDINATOR = "coordinator", _("coordinator")


class ArchiveReason(models.TextChoices):
    """Why a place is archived; empty when the team did it by hand."""

    VANISHED = "vanished", _("gone from its source")
    MERGED = "merged", _("merged into another record")


class Place(ClusterableModel):
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind, default=PlaceKind.PARTNER, db_index=True)
    # Identity is source + id: the standard's pivot is all zeros in real files.
    source = models.CharField(_("source"), max_length=80, default="local", help_text=_("Where the record comes from; ours are “local”."))
    source_id = models.CharField(_("id in the source"), max_length=150, blank=True)
    pivot = models.CharField(_("SIRET or RNA"), max_length=14, blank=True)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(_("name as searched"), max_length=400, blank=True, editable=False)
    organisation = models.ForeignKey(
        "core.Organisation", verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="places"
    )
    typologies = models.JSONField(_("typologies"), default=list, blank=True)

    address = models.CharField(_("address"), max_length=255, blank=True)
    address_extra = models.CharField(_("address, second line"), max_length=255, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, db_index=True)
    city = models.CharField(_("commune"), max_length=100, blank=True)
    commune = models.ForeignKey(
        "places.Commune", verbose_name=_("commune (INSEE)"), null=True, blank=True, on_delete=models.PROTECT, related_name="places"
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")

    phone = models.CharField(_("phone"), max_length=30, blank=True)
    emails = models.JSONField(_("e-mail addresses"), default=list, blank=True)
    websites = models.JSONField(_("websites"), default=list, blank=True)
    opening_hours = models.CharField(
        _("opening hours"),
        max_length=1000,
        blank=True,
        help_text=_(
            "As OpenStreetMap writes them: Mo-Fr 09:00-12:00,14:00-17:00; PH off. Other words are kept, and visitors are told to call."
        ),
    )
    appointment_url = models.URLField(_("appointment address"), max_length=500, blank=True)
    booking_mode = models.CharField(
        _("how one books"), max_length=10, choices=BookingMode, blank=True, help_text=_("Empty: what the ways of coming in say.")
    )
    booking_url = models.URLField(
        _("booking address"),
        max_length=500,
        blank=True,
        validators=[validate_https],
        help_text=_("When one books on the structure’s site: https://…"),
    )
    access_url = models.URLField(_("Acceslibre page"), max_length=500, blank=True)

    # Lists of the standard's own values (French vocabulary, see vocabulary.py), mirrored in PlaceFacet for searching.
    services = models.JSONField(_("services"), default=list, blank=True)
    audiences = models.JSONField(_("audiences"), default=list, blank=True)
    special_care = models.JSONField(_("special care"), default=list, blank=True)
    fees = models.JSONField(_("fees"), default=list, blank=True)
    modes = models.JSONField(_("ways of helping"), default=list, blank=True)
    national_programmes = models.JSONField(_("national programmes"), default=list, blank=True)
    other_labels = models.JSONField(_("other labels"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    trainings = models.JSONField(_("trainings and labels"), default=list, blank=True)
    access_modes = models.JSONField(_("ways of coming in"), default=list, blank=True)
    mobility = models.JSONField(_("fixed or travelling"), default=list, blank=True)
    parent_structure = models.CharField(_("parent structure"), max_length=200, blank=True)

    summary = models.CharField(_("summary"), max_length=280, blank=True)
    description = models.TextField(_("description"), blank=True)
    how_to_come = models.CharField(_("how to come"), max_length=300, blank=True)
    papers_asked = models.CharField(_("papers asked"), max_length=200, blank=True, help_text=_("Empty: no paper is asked."))

    is_listed = models.BooleanField(_("shown to the public"), default=True, db_index=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    archive_reason = models.CharField(_("why archived"), max_length=10, choices=ArchiveReason, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.SET_NULL, related_name="merged_from"
    )
    # The source that brought it last: what vanishes from that file is archived.
    feed = models.ForeignKey(
        "places.ImportSource", verbose_name=_("read from"), null=True, blank=True, on_delete=models.SET_NULL, related_name="places"
    )
    local_fields = models.JSONField(
        _("written by the team"),
        default=list,
        blank=True,
        help_text=_(
            "What somebody of the team has corrected: imports leave it. Untick to take the source's words again at the next import."
        ),
    )
    # Same name and address, folded: what two sources may share (duplicates/).
    twin_key = models.CharField(max_length=32, blank=True, default="", editable=False, db_index=True)
    source_updated_on = models.DateField(_("updated in the source"), null=True, blank=True)
    verified_on = models.DateField(_("verified"), null=True, blank=True)
    flags = models.JSONField(_("to look at"), default=list, blank=True)
    # Looked at by a person: a later import does not raise them again.
    settled_flags = models.JSONField(_("looked at"), default=list, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        permissions = [("see_every_place", "Can see every place"), ("change_every_place", "Can change every place")]
        indexes = [
            models.Index(fields=["lat", "lon"], name="places_place_lat_lon"),
            models.Index(fields=["name", "id"], name="places_place_name"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], condition=~models.Q(source_id=""), name="places_place_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.city})" if self.city else self.name

    def save(self, *args, **kwargs) -> None:
        """Keep what is searched in step with what is shown: the folded name and the facet rows."""
        from ..facets import sync_facets

        fields = kwargs.get("update_fields")
        self.fold()
        if fields is not None:
            kwargs["update_fields"] = {*fields, "folded", "twin_key"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            sync_facets([self])

    def fold(self) -> None:
        self.folded = fold_words(f"{self.name} {self.city} {self.postcode}")[:400]
        self.twin_key = twin_key(self.name, self.address)

    @property
    def departement(self) -> str:
        return departement_of(self.commune_id or self.postcode)

    @property
    def slug(self) -> str:
        return slugify(self.name)[:60].strip("-") or "lieu"


class PlaceText(models.Model):
    """What a place says in another language than French."""

    place = ParentalKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    summary = models.CharField(_("summary"), max_length=280, blank=True)
    description = models.TextField(_("description"), blank=True)
    how_to_come = models.CharField(_("how to come"), max_length=300, blank=True)
    papers_asked = models.CharField(_("papers asked"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("place text")
        verbose_name_plural = _("place texts")
        ordering = ["place", "language"]
        constraints = [models.UniqueConstraint(fields=["place", "language"], name="places_placetext_once")]

    def __str__(self) -> str:
        return f"{self.place} · {self.language}"


class PlaceFacet(models.Model):
    """A list value of a place beside its coordinates, so that a sparse filter near a point stays fast.

    ``cell`` is the square of half a degree the point is in (see distance.py): a search reads the squares it touches, not a
    whole band of latitude.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=60)  # such as "service:equipment", see vocabulary.py
    cell = models.IntegerField()
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        verbose_name = _("place facet")
        verbose_name_plural = _("place facets")
        # The place comes last so that a search is answered from the index alone.
        indexes = [models.Index(fields=["facet", "cell", "lat", "lon", "place"], name="places_facet_near")]
        constraints = [models.UniqueConstraint(fields=["place", "facet"], name="places_facet_once")]

    def __str__(self) -> str:
        return f"{self.place_id} · {self.facet}"


class PlaceRole(models.Model):
    """What a host or a coordinator may see hangs on it: user x place x role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="place_roles", verbose_name=_("user"))
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="roles", verbose_name=_("place"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.HOST)

    class Meta:
        verbose_name = _("role at a place")
        verbose_name_plural = _("roles at places")
        ordering = ["place", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "place", "role"], name="places_role_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.place}"
