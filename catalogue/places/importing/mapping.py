"""Bring a row of either version of the standard to the fields of a place."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from core.phones import parse_phone
from core.text import fold

from .. import vocabulary
from ..opening import is_expression
from . import old_values
from .reading import V0
from .repairs import cut, repair_date, repair_insee, repair_point, repair_postcode

_RENAMED = {
    "courriel": "courriels",
    "conditions_acces": "frais_a_charge",
    "accessibilite": "fiche_acces_libre",
    "labels_nationaux": "dispositif_programmes_nationaux",
    "labels_autres": "autres_formations_labels",
}
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
        "typologies": [cut(word, 60) for word in _split(values.get("typologie", ""))],
    }
    draft.fields["source_updated_on"], how = repair_date(values.get("date_maj", ""))
    draft.repaired(how)


def _contact(draft: Draft, values: dict[str, str]) -> None:
    draft.fields["phone"] = _phone(draft, values.get("telephone", ""))
    emails = []
    for text in _split(values.get("courriels", "")):
        try:
            validate_email(text)
            emails.append(text)
        except ValidationError:
            draft.repaired("email_dropped")
    draft.fields["emails"] = emails
    sites = re.split(r"[|;,]\s*(?=https?:|www\.)|\|", values.get("site_web", ""))
    draft.fields["websites"] = [url for url in (_url(draft, text) for text in sites) if url]
    draft.fields["access_url"] = _url(draft, values.get("fiche_acces_libre", ""))
    draft.fields["appointment_url"] = _url(draft, values.get("prise_rdv", ""))


def _lists(draft: Draft, values: dict[str, str], version: str) -> None:
    def known(column: str, family: str, old: dict[str, str] | None = None) -> list[str]:
        return _known(draft, values.get(column, ""), family, old or {})

    services = [old_values.SERVICES.get(fold(value), value) for value in _split(values.get("services", ""))]
    audiences, care = known("publics_specifiquement_adresses", "audience"), known("prise_en_charge_specifique", "care")
    if version == V0:
        for value in _split(values.get("publics_accueillis", "")):
            audience = old_values.beginning_in(old_values.AUDIENCES, value)
            special = old_values.beginning_in(old_values.CARE, value)
            if audience:
                audiences.append(audience)
            elif special:
                care.append(special)
            elif fold(value) not in old_values.NO_VALUE:
                draft.repaired("value_dropped")
    programmes: list[str] = []
    others = _split(values.get("autres_formations_labels", ""))
    for value in _split(values.get("dispositif_programmes_nationaux", "")):
        programme = vocabulary.canonical("programme", value) or old_values.PROGRAMMES.get(fold(value), "")
        (programmes if programme else others).append(programme or value)
    draft.fields |= {
        "services": _once(_known(draft, "|".join(services), "service", {})),
        "audiences": _once(audiences),
        "special_care": _once(care),
        "fees": _once(known("frais_a_charge", "fee", old_values.FEES)),
        "modes": _once(known("modalites_accompagnement", "mode", old_values.MODES)),
        "access_modes": _once(known("modalites_acces", "entry")),
        "mobility": _once(known("itinerance", "mobility")),
        "national_programmes": _once(programmes),
        "other_labels": _once(cut(value, 120) for value in others),
        "trainings": _once(cut(value, 120) for value in _split(values.get("formations_labels", ""))),
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


def _known(draft: Draft, text: str, family: str, old: dict[str, str]) -> list[str]:
    found = []
    for value in _split(text):
        known = vocabulary.canonical(family, value) or old_values.beginning_in(old, value)
        if known:
            found.append(known)
        else:
            draft.repaired("value_dropped")
    return found


def _split(text: str) -> list[str]:
    """Return the values of a list: "|" in v1.0, ";" in v0.1."""
    return [value.strip() for value in re.split(r"\|" if "|" in text else ";", text) if value.strip()]


def _once(values) -> list[str]:
    return list(dict.fromkeys(values))


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
    for part in (text, *re.split(r"[/|;,]|\bou\b|\bet\b", text)):
        number = parse_phone(part)
        if number:
            return number
    if 2 <= len(re.sub(r"\D", "", text)) <= 15 and len(text) <= 30:
        draft.repaired("phone_kept")
        return text
    draft.repaired("phone_dropped")
    return ""
