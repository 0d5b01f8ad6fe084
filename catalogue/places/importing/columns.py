"""The columns of the standard, in both versions, and what a file's own columns say of it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.text import fold

from .refusal import UnreadableFile

V1 = "1.0"
V0 = "0.1"
# `pivot` and `date_maj` are required by the standard, yet hold zeros and 1970 in real files: their lack loses nobody.
REQUIRED = ("id", "nom", "commune", "code_postal", "adresse")
_BOTH = """
    id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude typologie telephone site_web horaires
    presentation_resume presentation_detail source structure_parente date_maj services formations_labels modalites_accompagnement prise_rdv
"""
_ONLY_V0 = frozenset(("courriel", "publics_accueillis", "conditions_acces", "accessibilite", "labels_nationaux", "labels_autres"))
_ONLY_V1 = frozenset(
    (
        *("courriels", "publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge", "modalites_acces", "itinerance"),
        *("dispositif_programmes_nationaux", "autres_formations_labels", "fiche_acces_libre"),
    )
)
KNOWN = frozenset(_BOTH.split()) | _ONLY_V0 | _ONLY_V1


def column_of(name: str) -> str:
    """Return a column's name as the standard writes it: "Code postal" gives "code_postal"."""
    return fold(name[:200]).replace(" ", "_")


def check_columns(columns: Iterable[str]) -> str:
    """Return the version of the standard that the columns are those of; raises UnreadableFile when they are none of it.

    Files with neither version's own columns are read as v1.0.
    """
    found = set(columns)
    if not found & KNOWN:
        raise UnreadableFile(_("No column of the standard was found. Is this the right file?"))
    missing = [name for name in REQUIRED if name not in found]
    if missing:
        raise UnreadableFile(_("The file lacks required columns: %(names)s. Nothing was imported.") % {"names": ", ".join(missing)})
    return V0 if len(found & _ONLY_V0) > len(found & _ONLY_V1) else V1


def text_of(value: object) -> str:
    """Return a value as text; lists are joined as the standard does, NUL bytes and what spreadsheets write for nothing are dropped.

    Lists in lists, and records, are nothing the standard knows: they are dropped too, however deep.
    """
    if isinstance(value, (list, tuple)):
        return "|".join(text_of(item) for item in value if not isinstance(item, (list, tuple, dict)))
    if value is None or isinstance(value, (bool, dict)):
        return ""
    text = str(value)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()  # half of a surrogate pair cannot be stored
    text = text.replace("\x00", "").strip()
    if len(text) <= 8 and text.upper() in ("#N/D", "#N/A", "#REF!", "#VALEUR!", "N/A", "NULL", "NONE", "NAN"):
        return ""
    return text
