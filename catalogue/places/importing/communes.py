"""Find the commune of each row of a batch, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from ..departements import departement_of
from ..models import Commune, CommuneKind, Postcode
from ..naming import fold_commune
from ..near import nearest_commune
from .mapping import Draft

_LOOKS_ALIKE = 75


class CommuneFinder:
    """Looks up what a batch of drafts names: by INSEE code, by postcode, by name."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        drafts = list(drafts)
        self._by_code = Commune.objects.select_related("parent").in_bulk({draft.insee for draft in drafts if draft.insee})
        self._by_postcode: dict[str, list[Commune]] = defaultdict(list)
        links = Postcode.objects.filter(postcode__in={draft.postcode for draft in drafts if draft.postcode})
        for link in links.select_related("commune__parent").order_by("-commune__population", "commune_id"):
            self._by_postcode[link.postcode].append(link.commune)
        self._by_name: dict[str, list[Commune]] = defaultdict(list)
        names = {fold_commune(draft.city)[:60] for draft in drafts if draft.city}
        for commune in Commune.objects.filter(folded__in=names).select_related("parent").order_by("-population", "code"):
            self._by_name[commune.folded].append(commune)

    def find(self, draft: Draft) -> tuple[Commune | None, str]:
        """Return the commune and the name of the repair it took."""
        name = fold_commune(draft.city)
        coded = self._by_code.get(draft.insee)
        postal = self._by_postcode.get(draft.postcode, [])
        if coded is not None and (coded.folded == name or not name or coded in postal):
            return self._arrondissement(coded, postal), ""
        found = self._in_postcode(name, postal)
        if found is not None:
            return found, "insee_unknown" if draft.insee and found.code != draft.insee and not _same_city(found, draft.insee) else ""
        if coded is not None:
            return coded, ""
        departement = departement_of(draft.postcode)
        same_name = [commune for commune in self._by_name.get(name, []) if _in_departement(commune, departement)]
        same_name = [commune for commune in same_name if commune.kind != CommuneKind.DELEGATED] or same_name
        if len(same_name) == 1 or (same_name and not postal):
            return same_name[0], "postcode_cedex" if draft.postcode and not postal else "commune_unknown"
        if len(postal) == 1:
            return postal[0], "commune_unknown"
        if draft.lat is not None and draft.lon is not None:
            around = nearest_commune(draft.lat, draft.lon, max_km=15)
            if around is not None:
                return around, "commune_by_point"
        return (postal[0], "commune_unknown") if postal else (None, "commune_unknown")

    def _in_postcode(self, name: str, postal: list[Commune]) -> Commune | None:
        for commune in postal:
            if commune.folded == name and not commune.is_city_of_arrondissements:
                return commune
        of_city = [commune for commune in postal if commune.kind == CommuneKind.ARRONDISSEMENT]
        if of_city and name.split(" ")[0] in ("paris", "lyon", "marseille"):
            return of_city[0]
        alike = [(fuzz.ratio(name, commune.folded), commune) for commune in postal if not commune.is_city_of_arrondissements]
        best = max(alike, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] >= _LOOKS_ALIKE else None

    def _arrondissement(self, commune: Commune, postal: list[Commune]) -> Commune:
        """Paris says little of where: its postcode says the arrondissement."""
        if commune.is_city_of_arrondissements:
            return next((part for part in postal if part.parent_id == commune.code), commune)
        return commune


def _same_city(commune: Commune, code: str) -> bool:
    return commune.parent_id == code


def _in_departement(commune: Commune, departement: str) -> bool:
    return commune.departement == departement or (departement == "20" and commune.departement in ("2A", "2B"))
