"""Ask the gazetteer: communes by postcode, by name, by the beginning of a name, by a name that looks alike."""

from functools import lru_cache

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from rapidfuzz import fuzz, process

from .models import Commune, CommuneKind, Postcode
from .searching import prefix  # noqa: F401  # registers ``begins``

_LOOKS_ALIKE = 80  # of 100, rapidfuzz's ratio: "grenobel" and "grenoble" are at 87
_MAX_GUESSES = 8
_STATE = "places:gazetteer"
_LONGEST_NAME = 8  # words, of a commune


def with_postcode(postcode: str) -> list[Commune]:
    """Return the communes of a postcode, the most peopled first; former communes are left out."""
    codes = Postcode.objects.filter(postcode=postcode).values("commune")
    return _read(Commune.objects.filter(code__in=codes).exclude(kind=CommuneKind.DELEGATED))


def named(folded: str, departement: str = "") -> list[Commune]:
    """Return the communes of exactly this folded name; former communes only where none bears it today."""
    found = Commune.objects.filter(folded=folded[:60])
    if departement == "20":
        found = found.filter(departement__in=("2A", "2B"))
    elif departement:
        found = found.filter(departement=departement)
    communes = _read(found)
    return [commune for commune in communes if commune.kind != CommuneKind.DELEGATED] or communes


def named_at_the_end(folded: str) -> list[Commune]:
    """Return the communes that the last words name, the longest name first: "rue des lilas saint denis" gives those of Saint-Denis."""
    words = folded.split()[-_LONGEST_NAME - 1 :][1:] if len(folded.split()) > _LONGEST_NAME else folded.split()[1:]
    ends = [" ".join(words[start:]) for start in range(len(words))]
    ends = [end for end in ends if len(end) > 1 and not end.isdigit()]
    communes = _read(Commune.objects.filter(folded__in=ends).exclude(kind=CommuneKind.DELEGATED)) if ends else []
    longest = max((len(commune.folded) for commune in communes), default=0)
    return [commune for commune in communes if len(commune.folded) == longest]


def beginning_with(folded: str) -> list[Commune]:
    if len(folded) < 3:
        return []
    return _read(Commune.objects.filter(folded__begins=folded[:60]).exclude(kind=CommuneKind.DELEGATED), limit=_MAX_GUESSES)


def like(folded: str) -> list[Commune]:
    """Return communes whose name looks alike, for a typing error; the likeliest first, the most peopled among equals."""
    if len(folded) < 3 or len(folded) > 60:
        return []
    names = _names(_state_of_gazetteer())
    close = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=_LOOKS_ALIKE, limit=_MAX_GUESSES)
    score = {name: points for name, points, _index in close}
    if not score:
        return []
    best = max(score.values())
    kept = [name for name, points in score.items() if points >= best - 8]
    communes = _read(Commune.objects.filter(folded__in=kept).exclude(kind=CommuneKind.DELEGATED))
    return sorted(communes, key=lambda commune: (-score[commune.folded], -commune.population, commune.code))[:_MAX_GUESSES]


def arrondissements_of(city: Commune) -> list[Commune]:
    return list(city.parts.filter(kind=CommuneKind.ARRONDISSEMENT).order_by("code"))


def _read(communes, limit: int = 200) -> list[Commune]:
    return list(communes.select_related("parent").order_by("-population", "code")[:limit])


def _state_of_gazetteer() -> tuple:
    """Return what changes when the gazetteer is loaded anew; looked at once a minute."""
    state = cache.get(_STATE)
    if state is None:
        state = tuple(Commune.objects.aggregate(Count("pk"), Max("code"), Sum("population")).values())
        cache.set(_STATE, state, 60)
    return state


@lru_cache(maxsize=1)
def _names(state: tuple) -> list[str]:
    """Return every distinct folded name; kept in memory until the gazetteer changes."""
    names = Commune.objects.exclude(kind=CommuneKind.DELEGATED).order_by("-population", "code").values_list("folded", flat=True)
    return list(dict.fromkeys(names))
