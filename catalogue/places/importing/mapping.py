"""Bring a row of either version of the standard to the fields of a place."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from core.phones import parse_phone

from ..opening import is_expression
from .list_values import MOST_VALUES, addresses_in, audiences_and_care, free_values, known, programmes_and_labels, split
from .repairs import cut, repair_date, repair_insee, repair_point, repair_postcode

_RENAMED = {
    "courriel": "courriels",
    "conditions_acces": "frais_a_charge",
    "accessibilite": "fiche_acces_libre",
    "labels_nationaux": "dispositif_programmes_nationaux",
    "labels_autres": "autres_formations_labels",
}
# Field of a place, column, family of the vocabulary.
_OF_VOCABULARY = (
    ("services", "services", "service"),
    ("fees", "frais_a_charge", "fee"),
    ("modes", "modalites_accompagnement", "mode"),
    ("access_modes", "modalites_acces", "entry"),
    ("mobility", "itinerance", "mobility"),
)
_LONGEST_LIST = 4000  # characters
_is_url = URLValidator(schemes=["http", "https"])


@dataclass
class Draft:
    """``fields`` are those of Place, but for the location, which needs the gazetteer; ``repairs`` keeps their order."""

    fields: dict[str, Any]
    insee: str
    postcode: str
    city: str
    lat: float | None
    lon: float | None
    repairs: list[str] = field(default_factory=list)

    def repaired(self, how: str) -> None:
        if how and how not in self.repairs:
            self.repairs.append(how)


def draft_of(row: dict[str, str], version: str) -> Draft:
    """Return what a row says, mended; never raises."""
    values = {**{new: row[old] for old, new in _RENAMED.items() if row.get(old)}, **{name: text for name, text in row.items() if text}}
    draft = Draft(fields={}, insee="", postcode="", city=values.get("commune", "")[:100], lat=None, lon=None)
    _location(draft, values)
    _identity(draft, values)
    _contact(draft, values)
    _lists(draft, values, version)
    _words(draft, values)
    return draft


def _location(draft: Draft, values: dict[str, str]) -> None:
    draft.postcode, how = repair_postcode(values.get("code_postal", ""))
    draft.repaired(how)
    draft.insee, how = repair_insee(values.get("code_insee", ""))
    draft.repaired(how)
    draft.lat, draft.lon, how = repair_point(values.get("latitude", ""), values.get("longitude", ""))
    draft.repaired(how)
    draft.fields["address"] = _short(draft, values.get("adresse", ""), 255)
    draft.fields["address_extra"] = _short(draft, values.get("complement_adresse", ""), 255)


def _identity(draft: Draft, values: dict[str, str]) -> None:
    pivot = re.sub(r"\s", "", values.get("pivot", ""))
    if pivot.strip("0") and not re.fullmatch(r"[a-zA-Z0-9]{9,14}", pivot):
        draft.repaired("pivot_dropped")
        pivot = ""
    draft.fields |= {
        "name": _short(draft, _one_line(values.get("nom", "")), 200),
        "pivot": pivot if pivot.strip("0") else "",
        "parent_structure": _short(draft, values.get("structure_parente", ""), 200),
        "typologies": list(free_values(values.get("typologie", ""), 60)),
    }
    draft.fields["source_updated_on"], how = repair_date(values.get("date_maj", ""))
    draft.repaired(how)


def _contact(draft: Draft, values: dict[str, str]) -> None:
    draft.fields["phone"] = _phone(draft, values.get("telephone", ""))
    emails = []
    for text in split(values.get("courriels", ""))[:MOST_VALUES]:
        try:
            validate_email(text)
            emails.append(text)
        except ValidationError:
            draft.repaired("email_dropped")
    draft.fields["emails"] = emails
    draft.fields["websites"] = [
        url for url in (_url(draft, text) for text in addresses_in(values.get("site_web", ""))[:MOST_VALUES]) if url
    ]
    draft.fields["access_url"] = _url(draft, values.get("fiche_acces_libre", ""))
    draft.fields["appointment_url"] = _url(draft, values.get("prise_rdv", ""))


def _lists(draft: Draft, values: dict[str, str], version: str) -> None:
    def value(column: str) -> str:
        text = values.get(column, "")
        if len(text) > _LONGEST_LIST:
            draft.repaired("list_cut")
        return text[:_LONGEST_LIST]

    for name, column, family in _OF_VOCABULARY:
        found = known(value(column), family)
        draft.fields[name] = list(found.values)
        draft.repaired("value_dropped" if found.dropped else "")
    columns = ("publics_specifiquement_adresses", "prise_en_charge_specifique", "publics_accueillis")
    audiences, care, dropped = audiences_and_care(*map(value, columns), version)
    draft.repaired("value_dropped" if dropped else "")
    programmes, others = programmes_and_labels(value("dispositif_programmes_nationaux"), value("autres_formations_labels"))
    draft.fields |= {
        "audiences": list(audiences),
        "special_care": list(care),
        "national_programmes": list(programmes),
        "other_labels": list(others),
        "trainings": list(free_values(value("formations_labels"))),
    }


def _words(draft: Draft, values: dict[str, str]) -> None:
    hours = values.get("horaires", "")
    if hours and not is_expression(hours):
        draft.repaired("hours_prose")
    draft.fields["opening_hours"] = _short(draft, hours, 1000)
    summary, description = _one_line(values.get("presentation_resume", "")), values.get("presentation_detail", "")
    if len(summary) > 280:
        draft.repaired("summary_cut")
        description = f"{summary}\n\n{description}".strip()
        summary = cut(summary, 280)
    draft.fields |= {"summary": summary, "description": description}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(draft: Draft, text: str, length: int) -> str:
    if len(text) > length:
        draft.repaired("text_cut")
    return cut(text, length)


def _url(draft: Draft, text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    url = text if re.match(r"(?i)https?://", text) else f"https://{text.lstrip('/')}"
    try:
        _is_url(url)
    except ValidationError:
        draft.repaired("link_dropped")
        return ""
    if len(url) > 500:
        draft.repaired("link_dropped")
        return ""
    return url


def _phone(draft: Draft, text: str) -> str:
    """Return the first number that can be one, in E.164; a short number (3949) is kept as it is."""
    if not text:
        return ""
    text = text[:200]
    for part in (text, *re.split(r"[/|;,]|\bou\b|\bet\b", text)):
        number = parse_phone(part)
        if number:
            return number
    if 2 <= len(re.sub(r"\D", "", text)) <= 15 and len(text) <= 30:
        draft.repaired("phone_kept")
        return text
    draft.repaired("phone_dropped")
    return ""
