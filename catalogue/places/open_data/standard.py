"""A place as a row of the national standard: Schéma des lieux de médiation numérique v1.0 (etalab-2.0).

Only what the standard allows is written: a value it does not know is left out, and a place that lacks what it requires
(commune, postcode, address) has no row.
"""

import re

from core.phones import parse_phone
from core.spreadsheets import is_formula

from .. import vocabulary
from ..distance import is_point
from ..models import Place

UNKNOWN_PIVOT = "0" * 14  # what the nation's own files write where no SIRET is known
COLUMNS = (
    "id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude",
    "typologie", "telephone", "courriels", "site_web", "horaires", "presentation_resume", "presentation_detail", "source",
    "itinerance", "structure_parente", "date_maj", "services", "publics_specifiquement_adresses", "prise_en_charge_specifique",
    "frais_a_charge", "dispositif_programmes_nationaux", "formations_labels", "autres_formations_labels", "modalites_acces",
    "modalites_accompagnement", "fiche_acces_libre", "prise_rdv",
)  # fmt: skip
# Which list of the standard is which list of ours, and the family its values come from.
LISTS = {
    "itinerance": ("mobility", "mobility"),
    "services": ("services", "service"),
    "publics_specifiquement_adresses": ("audiences", "audience"),
    "prise_en_charge_specifique": ("special_care", "care"),
    "frais_a_charge": ("fees", "fee"),
    "dispositif_programmes_nationaux": ("national_programmes", "programme"),
    "modalites_acces": ("access_modes", "entry"),
    "modalites_accompagnement": ("modes", "mode"),
}
TRAININGS = (
    "Formé à « Mon Espace Santé »", "Formé à « DUPLEX » (illettrisme)", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
    "Collectif ressources et acteurs réemploi (Normandie)", "Étapes numériques(La Poste)", "Fabriques de Territoire",
    "Les Éclaireurs du numérique (Drôme)", "Mes Papiers (Métropole de Lyon)", "ORDI 3.0", "SUD LABS (PACA)",
)  # fmt: skip
_PHONE = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)\d{6,9}")
_INSEE = re.compile(r"(?:[013-9]\d|2[AB1-9])\d{3}")
_PIVOT = re.compile(r"[a-zA-Z0-9]{9,14}")
_LIST_COLUMNS = {*LISTS, "typologie", "courriels", "site_web", "formations_labels", "autres_formations_labels"}


def public_id(place: Place) -> str:
    """Return an identity that no other place of ours has, and that stays."""
    return f"{place.source}-{place.source_id}" if place.source_id else f"{place.source}-{place.pk}"


def facts_of(place: Place) -> dict[str, str | float | list[str] | None]:
    """Return a place under the standard's names: lists as lists, what is unknown as None or an empty list."""
    known = is_point(place.lat, place.lon)
    others = [value for value in place.trainings if value not in TRAININGS]
    facts: dict[str, str | float | list[str] | None] = {
        "id": public_id(place),
        "pivot": place.pivot if _PIVOT.fullmatch(place.pivot) else UNKNOWN_PIVOT,
        "nom": place.name,
        "commune": place.city,
        "code_postal": place.postcode if re.fullmatch(r"\d{5}", place.postcode) else "",
        "code_insee": place.commune_id if _INSEE.fullmatch(place.commune_id or "") else None,
        "adresse": place.address,
        "complement_adresse": place.address_extra or None,
        "latitude": place.lat if known else None,
        "longitude": place.lon if known else None,
        "typologie": list(place.typologies),
        "telephone": _phone(place.phone),
        "courriels": list(place.emails),
        "site_web": list(place.websites),
        "horaires": place.opening_hours or None,
        "presentation_resume": place.summary or None,
        "presentation_detail": place.description or None,
        "source": place.source,
        "structure_parente": place.parent_structure or None,
        "date_maj": _updated(place),
        "formations_labels": [value for value in place.trainings if value in TRAININGS],
        "autres_formations_labels": [*place.other_labels, *others],
        "fiche_acces_libre": place.access_url or None,
        "prise_rdv": place.appointment_url or None,
    }
    for column, (attribute, family) in LISTS.items():
        facts[column] = [term for term in (vocabulary.canonical(family, str(value)) for value in getattr(place, attribute)) if term]
    return {column: facts[column] for column in COLUMNS}


def row_of(place: Place) -> dict[str, str] | None:
    """Return the texts of a row in the order of COLUMNS, lists joined by "|"; None when the standard has no room for this place."""
    facts = facts_of(place)
    if not all(facts[column] for column in ("nom", "commune", "code_postal", "adresse")):
        return None
    return {column: _text(column, value) for column, value in facts.items()}


def without_formulas(row: dict[str, str]) -> dict[str, str]:
    """Return a row whose texts a spreadsheet does not run; a phone in international form is a number and stays as it is."""
    return {column: f"'{text}" if is_formula(text) else text for column, text in row.items()}


def _text(column: str, value: str | float | list[str] | None) -> str:
    if value is None:
        return ""
    if column in _LIST_COLUMNS and isinstance(value, list):
        return "|".join(_one_line(str(part).replace("|", "/")) for part in value)
    return _one_line(str(value)) if column != "presentation_detail" else str(value).replace("\x00", "")


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _phone(text: str) -> str | None:
    number = parse_phone(text)
    return number if number and _PHONE.fullmatch(number) else None


def _updated(place: Place) -> str:
    day = max((day for day in (place.verified_on, place.source_updated_on) if day), default=None) or place.updated_at.date()
    return day.isoformat()
