"""The few blocks of a workshop's text: enough to explain, too few to get lost."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=120)
    answer = blocks.RichTextBlock(label=_("answer"), features=["bold", "link", "ul"])

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "workshops/blocks/question.html"
        preview_value = {
            "question": "Je n’ai jamais touché un ordinateur. Je peux venir ?",
            "answer": "<p>Oui. L’atelier est fait pour vous.</p>",
        }


class WorkshopTextBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="workshops/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=["bold", "link", "ul", "ol"], template="workshops/blocks/paragraph.html"
    )
    tip = blocks.TextBlock(label=_("Good to know"), icon="info-circle", max_length=400, template="workshops/blocks/tip.html")
    question = QuestionBlock()
