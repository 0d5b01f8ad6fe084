"""Help at once: the phone of a human, the way to somewhere near, the next sessions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalogue.places.near import NearAnswer
from core.helpline import helpline_for


class HelplineBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    text = blocks.TextBlock(required=False, default="", max_length=300, label=_("text"))

    class Meta:
        icon = "comment"
        label = _("Phone of a human")
        description = _("The helpline, with its hours and the price of the call, from the settings.")
        template = "home/blocks/helpline.html"
        preview_value = {"heading": "Parlez à quelqu’un", "text": "On vous répond, on vous rappelle."}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if "helpline" not in context:  # shown alone, in the editor's preview
            context["helpline"] = helpline_for()
        return context


class NearBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=100, label=_("heading"))
    target = blocks.ChoiceBlock(
        choices=[("workshops", _("the workshops")), ("places", _("the places"))], default="workshops", label=_("shows")
    )

    class Meta:
        icon = "site"
        label = _("Near where?")
        description = _("A commune or a postcode, then the workshops or the places near it.")
        template = "home/blocks/near.html"
        preview_value = {"heading": "Près d’où cherchez-vous ?", "target": "workshops"}

    def get_context(self, value, parent_context=None):
        from home.next_sessions import address_of_list

        action = address_of_list(value["target"])
        return {**super().get_context(value, parent_context), "action": action, "near": NearAnswer(), "near_id": f"near-{value['target']}"}


class NextSessionsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=100, label=_("heading"))
    count = blocks.IntegerBlock(default=4, min_value=1, max_value=6, label=_("how many"))

    class Meta:
        icon = "date"
        label = _("Next workshops")
        description = _("The next workshops with free seats, and a box to search near a commune.")
        template = "home/blocks/next_sessions.html"
        preview_value = {"heading": "Bientôt près de chez vous", "count": 2}

    def get_context(self, value, parent_context=None):
        from home.next_sessions import address_of_list, next_sessions

        return {
            **super().get_context(value, parent_context),
            "cards": next_sessions(value["count"] or 4),
            "action": address_of_list("workshops"),
            "near": NearAnswer(),
            "near_id": "near-next",
        }
