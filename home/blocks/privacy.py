"""What is kept about people, read from the registry that also purges it: the page cannot say anything else than what is done."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core import retention


class PersonalDataBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))

    class Meta:
        icon = "lock"
        label = _("Personal data kept")
        description = _("What is kept about people, why and for how long: written by the software from what it really does.")
        template = "home/blocks/personal_data.html"
        preview_value = {"heading": "Ce que nous gardons"}

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "kept": retention.registry()}
