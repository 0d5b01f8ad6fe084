"""Choose a place in a form: among those one sees, found by words of the name, commune or postcode."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from ..models import Place
from ..visibility import places_seen_by

LONGEST = 200


class PlaceSearchForm(BaseFilterForm):
    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Name, commune or postcode")}))

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        typed = self.cleaned_data.get("q", "")[:LONGEST]
        self.is_searching, self.search_query = bool(typed), typed
        return objects.matching(typed) if typed else objects


class _Choose:
    """Choosing lists what one sees, and finds by words."""

    request: HttpRequest
    filter_form_class = PlaceSearchForm

    def get_object_list(self) -> QuerySet[Place]:
        return places_seen_by(self.request.user)


class PlaceChooseView(_Choose, ChooseView):
    pass


class PlaceChooseResultsView(_Choose, ChooseResultsView):
    pass


class PlaceChosenView(SnippetChosenView):
    def get_object(self, pk: Any) -> Place:
        return _seen(self.request, [pk])[0]


class PlaceChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> list[Place]:
        return _seen(self.request, pks)


class PlaceChooserViewSet(SnippetChooserViewSet):
    choose_view_class = PlaceChooseView
    choose_results_view_class = PlaceChooseResultsView
    chosen_view_class = PlaceChosenView
    chosen_multiple_view_class = PlaceChosenMultipleView


def _seen(request: HttpRequest, keys: Any) -> list[Place]:
    wanted = [int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19]
    places = list(places_seen_by(request.user).filter(pk__in=wanted))
    if not places:
        raise Http404
    return places
