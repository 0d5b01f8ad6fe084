"""The kinds of messages the site sends, each declared by its room with the wording shipped with the code.

The team may replace the wording per kind, channel and language (MessageText); a text may only name the
placeholders of its kind, so a mistake is refused in the editor and never reaches a person.
"""

import string
from dataclasses import dataclass, field
from typing import Literal

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.functional import Promise

from .models.message import MessageText


class TemplateError(ValueError):
    """A wording that cannot be filled: an unknown placeholder or a lone brace."""


@dataclass(frozen=True)
class Wording:
    body: str
    subject: str = ""


@dataclass(frozen=True)
class MessageKind:
    """``wordings`` maps (channel, language) to the shipped text; French of each used channel is required.

    ``when_in_doubt``: the line broke after the text was handed over, and the provider cannot say: is the message rather lost or doubled?
    ``after_stop``: what becomes of a text message of this kind to a number that asked for no more: it leaves all the same ("send"),
    it does not ("drop": reminders, alerts), or a human calls instead ("call": the room's call list takes it, since it ``matters``).
    """

    code: str
    label: str | Promise
    placeholders: frozenset[str]
    wordings: dict[tuple[str, str], Wording] = field(default_factory=dict)
    matters: bool = False  # a person is called when it could not be sent
    when_in_doubt: Literal["lose", "double"] = "lose"
    after_stop: Literal["send", "drop", "call"] = "send"

    def channels(self) -> set[str]:
        return {channel for channel, _language in self.wordings}


_kinds: dict[str, MessageKind] = {}
_OWN_KEY, _KEPT_SECONDS = "core:message_texts", 60


def register(kind: MessageKind) -> MessageKind:
    """Declare a kind; refuses wordings that name unknown placeholders, and a channel without French."""
    for (channel, language), wording in kind.wordings.items():
        check_wording(kind, wording)
        if (channel, "fr") not in kind.wordings:
            raise TemplateError(f"{kind.code}: {channel} has {language} but no French")
    if kind.after_stop == "call" and not kind.matters:
        raise ValueError(f"{kind.code}: nobody is called for what does not matter")
    _kinds[kind.code] = kind
    return kind


def get(code: str) -> MessageKind:
    return _kinds[code]


def find(code: str) -> MessageKind | None:
    """Return a kind, or None when no room declares it any more."""
    return _kinds.get(code)


def label_of(code: str) -> str | Promise:
    """Return the words for a kind, or its code when no room declares it any more."""
    return _kinds[code].label if code in _kinds else code


def all_kinds() -> list[MessageKind]:
    return [_kinds[code] for code in sorted(_kinds)]


def check_wording(kind: MessageKind, wording: Wording) -> None:
    """Raise TemplateError when the subject or body cannot be filled from the kind's placeholders."""
    for text in (wording.subject, wording.body):
        unknown = placeholders_of(text) - kind.placeholders
        if unknown:
            raise TemplateError(", ".join(sorted(unknown)))


def placeholders_of(text: str) -> set[str]:
    """Return the names in braces; formats, attributes and indexes are refused."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise TemplateError(str(error)) from error
    names: set[str] = set()
    for _literal, name, specification, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or specification or conversion:
            raise TemplateError("{" + name + "}")
        names.add(name)
    return names


def wording_for(code: str, channel: str, language: str) -> Wording:
    """Return the team's wording, else the shipped one, in the language asked for, else in French.

    Raises KeyError for an unknown kind or a channel the kind does not use.
    """
    kind = get(code)
    own = _own_wordings()
    for candidate in (language, "fr"):
        if (code, channel, candidate) in own:
            return own[code, channel, candidate]
        if (channel, candidate) in kind.wordings:
            return kind.wordings[(channel, candidate)]
    raise KeyError((code, channel))


def _own_wordings() -> dict[tuple[str, str, str], Wording]:
    """Return the team's wordings by kind, channel and language; kept for a minute, forgotten when one is saved."""
    own = cache.get(_OWN_KEY)
    if own is None:
        rows = MessageText.objects.values_list("kind", "channel", "language", "body", "subject")
        own = {(kind, channel, language): Wording(body=body, subject=subject) for kind, channel, language, body, subject in rows}
        cache.set(_OWN_KEY, own, _KEPT_SECONDS)
    return own


@receiver([post_save, post_delete], sender=MessageText, dispatch_uid="core.message_kinds.forget")
def _forget_own(**kwargs) -> None:
    cache.delete(_OWN_KEY)
    transaction.on_commit(lambda: cache.delete(_OWN_KEY))
