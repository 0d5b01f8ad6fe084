"""What a visitor may ask of a place, as it stands in an address: ``?need=procedures&when=evening&free=1``."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import vocabulary
from ..facets import STEP_FREE
from ..models import PlaceKind
from .hours import EVENING, NOW, SATURDAY, WHENS

NEEDS = tuple(term.code for term in vocabulary.FAMILIES["service"])
MODES = ("individual", "group", "remote")
SELLS = tuple(term.code for term in vocabulary.FAMILIES["sells"])
_SELLS_SHOWN = ("equipment", "connection")
_WHEN_WORDS = {NOW: _("Open now"), EVENING: _("Open this evening"), SATURDAY: _("Open on Saturday")}
_YES_OR_NO = {"free": "fee:free", "access": STEP_FREE, "women": "audience:women"}
_SHOWN_LANGUAGES = tuple(code for code in vocabulary.LANGUAGES if code != "fr")


@dataclass(frozen=True)
class Choice:
    """A box or a dot to tick, in plain words; ``hint`` says what the words leave open."""

    name: str
    value: str
    label: str | Promise
    is_on: bool
    hint: str | Promise = ""


@dataclass(frozen=True)
class Filters:
    """``workshop``: with a free seat in a workshop. Unknown values of an address are no filter."""

    needs: tuple[str, ...] = ()
    when: str = ""
    mode: str = ""
    language: str = ""
    kinds: tuple[str, ...] = ()
    sells: tuple[str, ...] = ()
    free: bool = False
    access: bool = False
    women: bool = False
    workshop: bool = False

    @property
    def facets(self) -> list[str]:
        """What a place must have, every one of them; kinds, hours and free seats apart."""
        found = [f"service:{need}" for need in self.needs] + [f"sells:{kind}" for kind in self.sells]
        found += [facet for name, facet in _YES_OR_NO.items() if getattr(self, name)]
        found += [f"mode:{self.mode}"] if self.mode else []
        return found + ([f"language:{self.language}"] if self.language else [])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters in use, as they stand in an address."""
        found = [("need", need) for need in self.needs]
        found += [(name, getattr(self, name)) for name in ("when", "mode", "language") if getattr(self, name)]
        found += [("sells", kind) for kind in self.sells] + [("kind", kind) for kind in self.kinds]
        return found + [(name, "1") for name in ("free", "access", "women", "workshop") if getattr(self, name)]

    @property
    def count(self) -> int:
        return len(self.pairs)

    @property
    def more_are_set(self) -> bool:
        """Whether a choice that is folded away is in use."""
        return any(name not in ("need", "when", "free") for name, _value in self.pairs)

    # What the form shows ------------------------------------------------------------------------

    def need_choices(self) -> list[Choice]:
        terms = vocabulary.FAMILIES["service"]
        return [Choice("need", term.code, term.short, term.code in self.needs, term.label) for term in terms]

    def when_choices(self) -> list[Choice]:
        return [Choice("when", "", _("It does not matter"), not self.when)] + [
            Choice("when", when, _WHEN_WORDS[when], when == self.when) for when in WHENS
        ]

    def mode_choices(self) -> list[Choice]:
        return [Choice("mode", "", _("It does not matter"), not self.mode)] + [
            Choice("mode", mode, vocabulary.label(f"mode:{mode}"), mode == self.mode) for mode in MODES
        ]

    def sells_choices(self) -> list[Choice]:
        shown = [*_SELLS_SHOWN, *(kind for kind in self.sells if kind not in _SELLS_SHOWN)]
        return [Choice("sells", kind, vocabulary.label(f"sells:{kind}"), kind in self.sells) for kind in shown]

    def kind_choices(self) -> list[Choice]:
        return [Choice("kind", kind, vocabulary.label(f"kind:{kind}"), kind in self.kinds) for kind in PlaceKind.values]

    def language_choices(self) -> list[Choice]:
        codes = sorted(_SHOWN_LANGUAGES, key=lambda code: vocabulary.language_name(code).casefold())
        return [Choice("language", code, vocabulary.language_name(code), code == self.language) for code in codes]

    def free_choice(self) -> Choice:
        return Choice("free", "1", _("Free"), self.free)

    def more_choices(self) -> list[Choice]:
        return [
            Choice("workshop", "1", _("A workshop with a free seat"), self.workshop),
            Choice(
                "access",
                "1",
                _("Easy to come in"),
                self.access,
                _("The place receives people who move with difficulty, or describes its entrance. Call to be sure."),
            ),
            Choice("women", "1", _("For women"), self.women, _("Places that say they receive women in particular.")),
        ]


def read(data: QueryDict) -> Filters:
    """Read filters from GET values; never raises."""

    def some(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        given = set(data.getlist(name))
        return tuple(value for value in allowed if value in given)

    def one(name: str, allowed: tuple[str, ...]) -> str:
        value = data.get(name) or ""
        return value if value in allowed else ""

    return Filters(
        needs=some("need", NEEDS),
        when=one("when", WHENS),
        mode=one("mode", MODES),
        language=one("language", vocabulary.LANGUAGES),
        kinds=some("kind", tuple(PlaceKind.values)),
        sells=some("sells", SELLS),
        **{name: data.get(name) == "1" for name in ("free", "access", "women", "workshop")},
    )
