"""The panels of a place, grouped as one thinks of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from ..models.picture import MOST_PICTURES
from .forms import PlaceForm

_identity = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("pivot")]),
    FieldPanel("organisation"),
    FieldPanel("parent_structure"),
    FieldPanel("national_programmes"),
]
_address = [
    FieldPanel("address"),
    FieldPanel("address_extra"),
    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
    FieldPanel("commune"),
    FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")], help_text=_("Left empty: the commune's point.")),
    FieldPanel("how_to_come"),
    FieldPanel("access_url"),
    FieldPanel("mobility"),
]
_opening = [
    FieldPanel("opening_hours"),
    FieldPanel("phone"),
    FieldPanel("emails"),
    FieldPanel("websites"),
    FieldRowPanel([FieldPanel("booking_mode"), FieldPanel("booking_url")]),
    FieldPanel("appointment_url"),
    FieldPanel("access_modes"),
]
_services = [
    FieldPanel("services"),
    FieldPanel("modes"),
    FieldPanel("fees"),
    FieldPanel("papers_asked"),
    FieldPanel("audiences"),
    FieldPanel("special_care"),
    FieldPanel("languages"),
]
_words = [
    MultiFieldPanel([FieldPanel("summary"), FieldPanel("description")], heading=_("In French")),
    InlinePanel(
        "texts",
        heading=_("In other languages"),
        label=_("Text"),
        panels=[
            FieldPanel("language"),
            FieldPanel("summary"),
            FieldPanel("description"),
            FieldPanel("how_to_come"),
            FieldPanel("papers_asked"),
        ],
    ),
]
_pictures = [
    InlinePanel(
        "pictures",
        heading=_("Pictures of the place"),
        label=_("Picture of the place"),
        max_num=MOST_PICTURES,
        help_text=_("The door first: people look for it. Nobody to be recognised without having agreed in writing."),
        panels=[FieldPanel("image"), FieldPanel("alt")],
    )
]
_publication = [
    FieldPanel("is_listed"),
    FieldPanel("verified_on"),
    FieldPanel("archived_at"),
    FieldRowPanel([FieldPanel("archive_reason", read_only=True), FieldPanel("feed", read_only=True)]),
    FieldPanel("local_fields"),
    FieldRowPanel([FieldPanel("source", read_only=True), FieldPanel("source_id", read_only=True)]),
]

place_panels = TabbedInterface(
    [
        ObjectList(_identity, heading=_("Identity")),
        ObjectList(_address, heading=_("Address")),
        ObjectList(_opening, heading=_("Opening and contact")),
        ObjectList(_services, heading=_("Services")),
        ObjectList(_words, heading=_("Words")),
        ObjectList(_pictures, heading=_("Pictures")),
        ObjectList(_publication, heading=_("Publication")),
    ],
    base_form_class=PlaceForm,
)
