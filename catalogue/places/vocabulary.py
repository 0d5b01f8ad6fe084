"""The standard's own values and our short facet codes, with plain words for each.

Schéma des lieux de médiation numérique v1.0, etalab-2.0. Values are stored as the standard writes them (in French);
searches use codes such as "service:equipment"; visitors read the plain words, in their language.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext_lazy as _

from core.text import fold


@dataclass(frozen=True)
class Term:
    """``value`` is the standard's, ``label`` the plain words, ``short`` two or three of them for a card."""

    code: str
    value: str
    label: str | Promise
    short: str | Promise = ""


FAMILIES: dict[str, tuple[Term, ...]] = {
    "service": (
        Term("procedures", "Aide aux démarches administratives", _("Help with online paperwork"), _("Paperwork")),
        Term("everyday", "Maîtrise des outils numériques du quotidien", _("Learn to use a phone or a computer"), _("Lessons")),
        Term(
            "access",
            "Accès internet et matériel informatique",
            _("Use a computer and the internet on the spot"),
            _("Computers on the spot"),
        ),
        Term(
            "equipment",
            "Acquisition de matériel informatique à prix solidaire",
            _("Buy a computer or a phone at a low price"),
            _("Low-price equipment"),
        ),
        Term("employment", "Insertion professionnelle via le numérique", _("Look for work"), _("Work")),
        Term("safety", "Utilisation sécurisée du numérique", _("Avoid scams on the internet"), _("Scams")),
        Term("parenting", "Parentalité et éducation avec le numérique", _("Follow your children’s school"), _("School")),
        Term("creation", "Loisirs et créations numériques", _("Photos, games and creation"), _("Photos and games")),
        Term("understanding", "Compréhension du monde numérique", _("Understand the internet"), _("Internet")),
    ),
    "mode": (
        Term("alone", "En autonomie", _("On your own")),
        Term("individual", "Accompagnement individuel", _("With somebody who helps you")),
        Term("group", "Dans un atelier collectif", _("In a small group")),
        Term("remote", "À distance", _("By phone or online")),
    ),
    "fee": (
        Term("free", "Gratuit", _("Free")),
        Term("conditional", "Gratuit sous condition", _("Free in some cases: ask by phone")),
        Term("paid", "Payant", _("With a fee")),
    ),
    "audience": (
        Term("youth", "Jeunes", _("Young people")),
        Term("students", "Étudiants", _("Students")),
        Term("families", "Familles et/ou enfants", _("Families and children")),
        Term("seniors", "Seniors", _("Older people")),
        Term("women", "Femmes", _("Women")),
    ),
    "care": (
        Term("deafness", "Surdité", _("Deaf or hard of hearing people")),
        Term("motor", "Handicaps moteurs", _("People who move with difficulty")),
        Term("mental", "Handicaps mentaux", _("People with a mental disability")),
        Term("literacy", "Illettrisme", _("People who read or write with difficulty")),
        Term("english", "Langues étrangères (anglais)", _("People who speak English")),
        Term("languages", "Langues étrangères (autres)", _("People who speak another language than French")),
        Term("sight", "Déficience visuelle", _("Blind or partially sighted people")),
    ),
    "programme": (
        Term("aidants-connect", "Aidants Connect", _("Aidants Connect: an authorised helper can act for you")),
        Term("reference-libraries", "Bibliothèques numérique de référence", _("Digital reference library")),
        Term("pix", "Certification PIX", _("Pix certificate")),
        Term("conseillers-numeriques", "Conseillers numériques", _("Conseillers numériques: digital advisers of the State")),
        Term("emmaus-connect", "Emmaüs Connect", _("Emmaüs Connect")),
        Term("france-services", "France Services", _("France services: public services counter")),
        Term("grande-ecole", "Grande école du numérique", _("Grande école du numérique")),
        Term("croix-rouge", "La Croix Rouge", _("French Red Cross")),
        Term("caf", "Point d'accès numérique CAF", _("Access point of the Caf (family allowances)")),
        Term("promeneurs-du-net", "Promeneurs du net", _("Promeneurs du Net: youth workers online")),
        Term("emmaus-relay", "Relais numérique (Emmaüs Connect)", _("Digital relay of Emmaüs Connect")),
    ),
    "entry": (
        Term("walk-in", "Se présenter", _("Come without an appointment")),
        Term("phone", "Téléphoner", _("Call first")),
        Term("email", "Contacter par mail", _("Write an e-mail")),
        Term("online", "Prendre un RDV en ligne", _("Make an appointment online")),
        Term("closed", "Ce lieu n'accueille pas de public", _("This place does not receive visitors")),
        Term("referral", "Envoyer un mail avec une fiche de prescription", _("A social worker sends you there")),
    ),
    "mobility": (
        Term("fixed", "Fixe", _("Always at the same address")),
        Term("travelling", "Itinérant", _("Moves from town to town")),
    ),
    # Not of the standard: what a place has to sell now, kept in step with its stock (stock/shelves.py).
    "sells": (
        Term("equipment", "equipment", _("Sells computers or phones")),
        Term("connection", "connection", _("Sells SIM or top-up cards")),
        Term("laptop", "laptop", _("Sells laptops")),
        Term("smartphone", "smartphone", _("Sells smartphones")),
        Term("tablet", "tablet", _("Sells tablets")),
        Term("basic_phone", "basic_phone", _("Sells simple phones with keys")),
        Term("sim_card", "sim_card", _("Sells prepaid SIM cards")),
        Term("top_up", "top_up", _("Sells top-up cards")),
    ),
}

KINDS = {
    "reception_point": gettext_lazy("Emmaüs Connect reception point"),
    "relay": gettext_lazy("Digital relay"),
    "partner": gettext_lazy("Partner place"),
}

# Which list of a place holds which family.
FAMILY_OF_FIELD = {
    "services": "service",
    "modes": "mode",
    "fees": "fee",
    "audiences": "audience",
    "special_care": "care",
    "national_programmes": "programme",
    "access_modes": "entry",
    "mobility": "mobility",
    "languages": "language",
}

# Spoken at the places; codes as in ISO 639-1.
LANGUAGES = ("fr", "en", "ar", "es", "pt", "it", "de", "ro", "pl", "ru", "uk", "tr", "fa", "zh-hans", "vi", "ta", "sq", "ka", "hy")

_by_value = {family: {fold(term.value): term for term in terms} for family, terms in FAMILIES.items()}
_by_code = {f"{family}:{term.code}": term for family, terms in FAMILIES.items() for term in terms}


def facet_of(family: str, value: object) -> str:
    """Return the facet code of a value of the standard, such as "service:equipment"; "" when it is not in the list."""
    return _facet_of(family, value) if isinstance(value, str) else ""


@lru_cache(4096)
def _facet_of(family: str, value: str) -> str:
    if family == "language":
        return f"language:{value}" if value in LANGUAGES else ""
    term = _by_value[family].get(fold(value))
    return f"{family}:{term.code}" if term else ""


def value_of(facet: str) -> str:
    """Return the standard's value of a facet code; raises KeyError for an unknown one."""
    family, _colon, code = facet.partition(":")
    return code if family in ("language", "kind") else _by_code[facet].value


def label(facet: str) -> str:
    """Return the plain words of a facet, in the active language; the code itself when it is unknown."""
    family, _colon, code = facet.partition(":")
    if family == "kind" and code in KINDS:
        return str(KINDS[code])
    if family == "language" and code in LANGUAGES:
        return language_name(code)
    return str(_by_code[facet].label) if facet in _by_code else facet


def language_name(code: str) -> str:
    """Return a language's name in the active language; what is no known code comes back unchanged."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def labels(family: str, values: list[str]) -> list[str]:
    """Return plain words for a list of values, in the order of the vocabulary; unknown values keep their own words."""
    known = [facet_of(family, value) for value in values]
    order = [f"{family}:{term.code}" for term in FAMILIES.get(family, ())] or [f"{family}:{code}" for code in LANGUAGES]
    return [label(facet) for facet in order if facet in known] + [
        value for value, facet in zip(values, known, strict=True) if not facet and isinstance(value, str)
    ]


def short_labels(services: list[str]) -> list[str]:
    """Return a few words for each known service, in the order of the vocabulary."""
    known = {facet_of("service", value) for value in services}
    return [str(term.short) for term in FAMILIES["service"] if f"service:{term.code}" in known]


def canonical(family: str, value: str) -> str:
    """Return the value as the standard writes it, whatever case and accents it came in; "" when it is not in the list."""
    term = _by_value[family].get(fold(value))
    return term.value if term else ""


def choices(family: str) -> list[tuple[str, str | Promise]]:
    """Return (value, plain words) pairs, for forms."""
    if family == "language":
        return [(code, language_name(code)) for code in LANGUAGES]
    return [(term.value, term.label) for term in FAMILIES[family]]
