"""Words: text, quotation, steps, questions and answers, a drawing beside a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from home.pictures import Picture

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link", "hr"]
SHORT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "home/blocks/text.html"
        preview_value = "<h2>Venez comme vous êtes</h2><p>C’est gratuit. Aucun papier n’est demandé.</p>"


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(max_length=500, label=_("words"))
    author = blocks.CharBlock(required=False, default="", max_length=80, label=_("who says it"))
    role = blocks.CharBlock(required=False, default="", max_length=100, label=_("who that is"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's own words.")
        template = "home/blocks/quote.html"
        preview_value = {
            "words": "Maintenant, j’envoie les photos à ma fille.",
            "author": "Odette",
            "role": "vient au point d’accueil de Lille",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("title"))
    text = blocks.TextBlock(required=False, default="", max_length=300, label=_("text"))

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    steps = blocks.ListBlock(StepBlock(), min_num=2, max_num=8, label=_("steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What happens, in order, with large numbers.")
        template = "home/blocks/steps.html"
        preview_value = {
            "heading": "Comment ça se passe",
            "steps": [
                {"title": "Vous réservez", "text": "Un prénom et un téléphone."},
                {"title": "Vous venez", "text": "On vous attend à l’accueil."},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=150, label=_("question"))
    answer = blocks.RichTextBlock(features=SHORT_FEATURES, label=_("answer"))

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, max_num=20, label=_("questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Each answer opens under its question.")
        template = "home/blocks/questions.html"
        preview_value = {
            "heading": "Vos questions",
            "questions": [{"question": "Est-ce payant ?", "answer": "<p>Non. Les ateliers sont gratuits.</p>"}],
        }


class PictureTextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    text = blocks.RichTextBlock(features=SHORT_FEATURES, label=_("text"))
    picture = blocks.ChoiceBlock(choices=Picture.choices, required=False, label=_("drawing"))
    photo = ImageChooserBlock(required=False, label=_("or an image"))
    photo_description = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("what the image shows"),
        help_text=_("Read aloud to blind people. Empty: decorative."),
    )
    picture_first = blocks.BooleanBlock(required=False, label=_("picture before the text"))

    class Meta:
        icon = "image"
        label = _("Picture and text")
        description = _("A drawing or a photograph beside a text.")
        template = "home/blocks/picture_text.html"
        preview_value = {
            "heading": "Un téléphone à votre mesure",
            "text": "<p>Reconditionné, garanti, à petit prix.</p>",
            "picture": "equip",
        }
