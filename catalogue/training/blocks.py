"""The parts of a course that come in a list: objectives, sequences of the programme, trainers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PLAIN = ["bold", "italic", "ol", "ul", "link"]


class ObjectiveBlock(blocks.CharBlock):
    class Meta:
        icon = "tick"
        label = _("Objective")
        preview_value = "Repérer les signes d’une difficulté avec le numérique au premier entretien"


class SequenceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    hours = blocks.DecimalBlock(label=_("Hours"), min_value=0, max_value=200, max_digits=4, decimal_places=1, required=False)
    content = blocks.RichTextBlock(label=_("What is done"), features=PLAIN, required=False)

    class Meta:
        icon = "list-ul"
        label = _("Sequence")
        template = "training/blocks/sequence.html"
        preview_value = {
            "title": "Comprendre l’exclusion numérique",
            "hours": 3.5,
            "content": "<p>Qui sont les personnes éloignées du numérique, et pourquoi.</p>",
        }


class TrainerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    skills = blocks.TextBlock(label=_("What qualifies them to train"), max_length=600, help_text=_("Diplomas, trade, years of practice."))

    class Meta:
        icon = "user"
        label = _("Trainer")
        template = "training/blocks/trainer.html"
        preview_value = {"name": "Camille Roussel", "skills": "Médiatrice numérique depuis 2014, formatrice d’adultes."}
