"""Pictures of a place: the door one looks for, the room, the people's desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .place import Place

MOST_PICTURES = 6


class PlacePicture(Orderable):
    """The image's focal point (set on the image) stays in sight however it is cut."""

    place = ParentalKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("core.Image", verbose_name=_("image"), on_delete=models.CASCADE, related_name="place_pictures")
    alt = models.CharField(
        _("what one sees"),
        max_length=160,
        help_text=_("In French, for those who do not see it: “The blue door, next to the bakery”."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("picture of the place")
        verbose_name_plural = _("pictures of the place")

    def __str__(self) -> str:
        return self.alt
