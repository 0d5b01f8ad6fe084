"""How a text will read once its words in braces are filled, how many text messages it takes, and what is wrong with it."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .message_kinds import MessageKind, TemplateError, Wording, check_wording, placeholders_of
from .message_samples import samples_for
from .models.message import Channel
from .outbox import shown_body
from .sent_counts import cost, sms_price
from .sms_length import Length, length_of, outside_gsm, to_gsm

LONGEST = 4  # segments, with the samples: dearer than a call


@dataclass(frozen=True)
class Preview:
    """``length`` is None for an e-mail; ``errors`` refuse the text, ``advice`` does not."""

    channel: str
    language: str
    subject: str = ""
    body: str = ""
    length: Length | None = None
    price: Decimal = Decimal(0)
    errors: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.channel == Channel.SMS

    @property
    def size(self) -> str:
        """Return "2 text messages: 174 characters of 306"."""
        if self.length is None:
            return ""
        texts = ngettext("%(count)d text message", "%(count)d text messages", self.length.segments) % {"count": self.length.segments}
        return _("%(texts)s: %(units)d characters of %(room)d") % {"texts": texts, "units": self.length.units, "room": self.length.room}

    @property
    def alphabet(self) -> str:
        if self.length is None:
            return ""
        return _("Reduced alphabet: 160 characters in one.") if self.length.is_gsm else _("Full alphabet: 70 characters in one.")


def preview(kind: MessageKind, channel: str, language: str, wording: Wording) -> Preview:
    """Fill a wording with samples. Never raises: what is wrong is said in ``errors``."""
    errors, advice = problems(kind, channel, wording)
    samples = samples_for(kind, channel, language)
    try:
        body, subject = wording.body.format_map(samples), wording.subject.format_map(samples)
    except (KeyError, ValueError, IndexError, AttributeError):
        return Preview(channel, language, errors=errors)
    if channel != Channel.SMS:
        return Preview(channel, language, subject, body, errors=errors, advice=advice)
    body = shown_body(body)
    length = length_of(body)
    if length.segments > LONGEST:
        errors.append(_("This is too long: %(count)d text messages at most.") % {"count": LONGEST})
    if language in ("fr", "en") and not length.is_gsm:
        signs = " ".join(outside_gsm(body))
        advice.append(_("These signs make it more than twice as dear: %(signs)s") % {"signs": signs})
    if wording.body != to_gsm(wording.body) and length.is_gsm:
        advice.append(_("Signs that a text message lacks are replaced: ’ by ', ê by e."))
    return Preview(channel, language, "", body, length, cost(length.segments, sms_price()), errors, advice)


def problems(kind: MessageKind, channel: str, wording: Wording) -> tuple[list[str], list[str]]:
    """Return (what refuses a wording, what one may still want to know)."""
    errors, advice = [], []
    try:
        check_wording(kind, wording)
        used = placeholders_of(wording.body)
    except TemplateError as error:
        return [_("Not known for this kind of message: %(names)s") % {"names": error}], []
    if channel == Channel.SMS and "phone" in kind.placeholders and "phone" not in used:
        errors.append(_("A text message always gives a number to call: write {phone}."))
    if channel == Channel.EMAIL and not wording.subject.strip():
        errors.append(_("An e-mail needs a subject."))
    if channel == Channel.SMS and "hour" in kind.placeholders and not used & {"hour"}:
        advice.append(_("A basic phone opens no link: say the day, the hour and the place in the text."))
    return errors, advice
