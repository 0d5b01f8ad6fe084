"""Find the commune of each row: by INSEE code, by postcode, by name. The gazetteer is asked once for each code and name of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ..departements import departement_of
from ..models import Commune, CommuneKind, Postcode
from ..naming import fold_commune
from ..near import nearest_commune
from .mapping import Draft

_LOOKS_ALIKE = 75
_CITIES = ("75056", "69123", "13055")


@dataclass(frozen=True, slots=True)
class Town:
    """A commune, in few bytes: a file of the whole nation names them all."""

    code: str
    kind: str
    name: str
    folded: str
    departement: str
    lat: float
    lon: float
    population: int
    parent_code: str | None = None
    parent_name: str | None = None

    @property
    def is_city_of_arrondissements(self) -> bool:
        return self.code in _CITIES

    @property
    def city(self) -> str:
        """The name one writes on an envelope: "Paris" for Paris 11e."""
        return self.parent_name if self.kind == CommuneKind.ARRONDISSEMENT and self.parent_name else self.name


_COLUMNS = ("code", "kind", "name", "folded", "departement", "lat", "lon", "population", "parent_id", "parent__name")


class CommuneFinder:
    """One for a whole file: call ``learn`` with the drafts of each batch, then ``find`` each."""

    def __init__(self) -> None:
        self._by_code: dict[str, Town | None] = {}
        self._by_postcode: dict[str, list[Town]] = {}
        self._by_name: dict[str, list[Town]] = {}
        self._towns: dict[str, Town] = {}
        self._found: dict[tuple[str, str, str], tuple[Town | None, str]] = {}

    def learn(self, drafts: Iterable[Draft]) -> None:
        """Ask the gazetteer for what these drafts name and was not asked yet: three queries at most."""
        drafts = list(drafts)
        codes = {draft.insee for draft in drafts if draft.insee} - self._by_code.keys()
        postcodes = {draft.postcode for draft in drafts if draft.postcode} - self._by_postcode.keys()
        names = {_name(draft) for draft in drafts} - self._by_name.keys()
        if codes:
            self._by_code |= dict.fromkeys(codes)
            self._by_code |= {row[0]: self._town(row) for row in Commune.objects.filter(code__in=codes).order_by().values_list(*_COLUMNS)}
        if postcodes:
            self._by_postcode |= {postcode: [] for postcode in postcodes}
            columns = ("postcode", *(f"commune__{name}" for name in _COLUMNS))
            links = Postcode.objects.filter(postcode__in=postcodes).order_by("-commune__population", "commune_id").values_list(*columns)
            for postcode, *row in links:
                self._by_postcode[postcode].append(self._town(row))
        if names:
            self._by_name |= {name: [] for name in names}
            for row in Commune.objects.filter(folded__in=names).order_by("-population", "code").values_list(*_COLUMNS):
                self._by_name[row[3]].append(self._town(row))

    def find(self, draft: Draft) -> tuple[Town | None, str]:
        """Return the commune and the name of the repair it took."""
        key = (draft.insee, draft.postcode, _name(draft))
        if key not in self._found:
            found = self._look_up(draft, *key)
            if found[1] in ("commune_by_point", "commune_unknown"):  # hangs on this row's own coordinates
                return found
            self._found[key] = found
        return self._found[key]

    def _look_up(self, draft: Draft, insee: str, postcode: str, name: str) -> tuple[Town | None, str]:
        coded = self._by_code.get(insee)
        postal = self._by_postcode.get(postcode, [])
        if coded is not None and (coded.folded == name or not name or coded in postal):
            part = self._arrondissement(coded, postal)
            return part, "insee_arrondissement" if part is not coded else ""
        found = self._in_postcode(name, postal)
        if found is not None:
            return found, "insee_unknown" if insee and found.code != insee and found.parent_code != insee else ""
        if coded is not None:
            return coded, ""
        departement = departement_of(postcode)
        same_name = [town for town in self._by_name.get(name, []) if _in_departement(town, departement)]
        same_name = [town for town in same_name if town.kind != CommuneKind.DELEGATED] or same_name
        if len(same_name) == 1 or (same_name and not postal):
            return same_name[0], "postcode_cedex" if postcode and not postal else "commune_unknown"
        if len(postal) == 1:
            return postal[0], "commune_unknown"
        if draft.lat is not None and draft.lon is not None:
            around = nearest_commune(draft.lat, draft.lon, max_km=15)
            if around is not None:
                return self._of_model(around), "commune_by_point"
        return (postal[0], "commune_unknown") if postal else (None, "commune_unknown")

    def _in_postcode(self, name: str, postal: list[Town]) -> Town | None:
        for town in postal:
            if town.folded == name and not town.is_city_of_arrondissements:
                return town
        of_city = [town for town in postal if town.kind == CommuneKind.ARRONDISSEMENT]
        if of_city and name.split(" ")[0] in ("paris", "lyon", "marseille"):
            return of_city[0]
        alike = [(fuzz.ratio(name, town.folded), town) for town in postal if not town.is_city_of_arrondissements]
        best = max(alike, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] >= _LOOKS_ALIKE else None

    def _arrondissement(self, town: Town, postal: list[Town]) -> Town:
        """Paris says little of where: its postcode says the arrondissement."""
        if town.is_city_of_arrondissements:
            return next((part for part in postal if part.parent_code == town.code), town)
        return town

    def _town(self, row) -> Town:
        return self._towns.setdefault(row[0], Town(*row))

    def _of_model(self, commune: Commune) -> Town:
        parent = commune.parent.name if commune.parent else None
        values = [getattr(commune, name) for name in _COLUMNS[:-1]]
        return self._town([*values, parent])


def _name(draft: Draft) -> str:
    return _folded(draft.city)


@lru_cache(50_000)
def _folded(city: str) -> str:
    return fold_commune(city)[:60]


def _in_departement(town: Town, departement: str) -> bool:
    return town.departement == departement or (departement == "20" and town.departement in ("2A", "2B"))
