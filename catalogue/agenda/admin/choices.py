"""What the forms of this room let one choose from: plain lists, for there are few of each and only some will do."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalogue.places.models import Place
from catalogue.places.models.place import PlaceKind, Role

from ..models import OfferPage
from ..visibility import SEE_ALL


class RowField(forms.ModelChoiceField):
    """A row chosen in a list; a number no row can have is an answer like another: SQLite cannot even hold it."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}) from error


class OfferField(RowField):
    def label_from_instance(self, offer: OfferPage) -> str:
        return offer.title if offer.live else _("%(offer)s (not published)") % {"offer": offer.title}


class HostField(RowField):
    def label_from_instance(self, host) -> str:
        return name_of_host(host)


def french_offers() -> QuerySet[OfferPage]:
    """Sessions belong to the French page of an offer."""
    return OfferPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title", "pk")


def places_for(user, also: int | None = None) -> QuerySet[Place]:
    """Return where a user may hold sessions: our places and the relays; those they coordinate, unless they see all.

    ``also``: a place that is to stay in the list whatever it has become.
    """
    ours = Place.objects.filter(kind__in=[PlaceKind.RECEPTION_POINT, PlaceKind.RELAY], archived_at=None)
    if user and not user.has_perm(SEE_ALL):
        ours = ours.filter(pk__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))
    if also:
        ours = ours | Place.objects.filter(pk=also)
    return ours.order_by("city", "name", "pk")


def hosts() -> QuerySet:
    return get_user_model().objects.filter(is_active=True).order_by("last_name", "first_name", "pk")


def name_of_host(host) -> str:
    return host.get_full_name() or host.get_username()
