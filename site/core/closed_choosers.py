"""No chooser for what nobody ever chooses in a form: Wagtail gives every snippet one, open to whoever enters the admin."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)


class _Empty:
    model_class: type[Model]

    def get_object_list(self) -> QuerySet:
        return self.model_class._default_manager.none()


class ClosedChooseView(_Empty, ChooseView):
    pass


class ClosedChooseResultsView(_Empty, ChooseResultsView):
    pass


class ClosedChosenView(SnippetChosenView):
    def get_object(self, pk: Any) -> Model:
        raise ObjectDoesNotExist  # which the view answers with "not found"


class ClosedChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> list[Model]:
        return []


class ClosedChooserViewSet(SnippetChooserViewSet):
    """``chooser_viewset_class`` of a snippet with rows that are not for every eye."""

    choose_view_class = ClosedChooseView
    choose_results_view_class = ClosedChooseResultsView
    chosen_view_class = ClosedChosenView
    chosen_multiple_view_class = ClosedChosenMultipleView
