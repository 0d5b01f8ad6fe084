"""Organisations in the admin; the lists of messages stand in admin/."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .models import Organisation
from .spreadsheets import NoFormulas


class OrganisationIndexView(NoFormulas, IndexView):
    """Names are those strangers typed when they registered a team."""


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    index_view_class = OrganisationIndexView
    icon = "group"
    menu_label = _("Organisations")
    add_to_admin_menu = True
    menu_order = 360
    list_display = ["name", "city", "siret", DateColumn("updated_at", label=_("Updated"), sort_key="updated_at")]
    list_filter = ["city"]
    list_export = ["name", "siret", "address", "postcode", "city", "email", "phone"]
    search_fields = ["name", "city", "siret"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("siret")], heading=_("Identity")),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]), FieldPanel("email"), FieldPanel("phone")],
            heading=_("Contact"),
        ),
    ]
