"""Which blocks a page may hold, grouped as an editor thinks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .figures import FiguresBlock
from .help import HelplineBlock, NearBlock, NextSessionsBlock
from .links import CallToActionBlock, PageCardsBlock
from .privacy import PersonalDataBlock
from .words import PictureTextBlock, QuestionsBlock, QuoteBlock, StepsBlock, TextBlock

WORDS = _("Words")
GUIDE = _("Show the way")
PROOF = _("Figures and words of people")
HELP = _("Help at once")


class BodyBlock(blocks.StreamBlock):
    text = TextBlock(group=WORDS)
    picture_text = PictureTextBlock(group=WORDS)
    steps = StepsBlock(group=WORDS)
    questions = QuestionsBlock(group=WORDS)
    page_cards = PageCardsBlock(group=GUIDE)
    call_to_action = CallToActionBlock(group=GUIDE)
    figures = FiguresBlock(group=PROOF)
    quote = QuoteBlock(group=PROOF)
    next_sessions = NextSessionsBlock(group=HELP)
    near = NearBlock(group=HELP)
    helpline = HelplineBlock(group=HELP)
    personal_data = PersonalDataBlock(group=PROOF)


class HomeBodyBlock(BodyBlock):
    """The same blocks: what differs is how wide they stand."""
