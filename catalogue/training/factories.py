"""One factory per model, used by the tests and by the demo."""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from wagtail_factories import PageFactory

from .models import CourseIndexPage, CoursePage, FunderKind, Registration, RegistrationState, Theme

# Every legal field of a course, filled as a training manager would.
LEGAL = {
    "objectives": [
        ("objective", "Repérer en entretien les signes d’une difficulté avec le numérique"),
        ("objective", "Orienter la personne vers le lieu qui lui convient"),
    ],
    "prerequisites": "Aucun.",
    "audience": "Travailleurs sociaux, conseillers en insertion, agents d’accueil",
    "duration_hours": Decimal("7.0"),
    "duration_days": Decimal("1.0"),
    "access_terms": "Inscription en ligne par la structure, puis un questionnaire de positionnement envoyé à chaque stagiaire.",
    "access_delay": "Réponse sous 5 jours ouvrés, entrée possible jusqu’à 7 jours avant la session.",
    "price": Decimal("240.00"),
    "price_terms": "Tarif par stagiaire, repas non compris. Association non assujettie à la TVA.",
    "funding": "Plan de développement des compétences, OPCO avec subrogation. Nous consulter pour les places subventionnées.",
    "methods": "<p>Apports courts, mises en situation, étude de cas apportés par les stagiaires.</p>",
    "assessment": "<p>Une mise en situation notée par une grille, au début et à la fin. Attestation de fin de formation.</p>",
    "programme": [
        ("sequence", {"title": "Qui sont les personnes éloignées du numérique ?", "hours": Decimal("2.0"), "content": None}),
        ("sequence", {"title": "Repérer sans mettre en difficulté", "hours": Decimal("2.5"), "content": None}),
        ("sequence", {"title": "Orienter : les lieux, les offres, le bon moment", "hours": Decimal("2.5"), "content": None}),
    ],
    "trainers": [
        ("trainer", {"name": "Camille Roussel", "skills": "Médiatrice numérique depuis 2014, formatrice d’adultes (titre professionnel)."})
    ],
    "group_min": 4,
    "group_max": 12,
    "accessibility": "<p>Salle de plain-pied, boucle magnétique sur demande. Nous adaptons le rythme et les supports.</p>",
    "disability_contact": "Nadia Belkacem",
    "disability_email": "handicap@exemple.invalid",
    "contact_name": "Service formation",
    "contact_email": "formation@exemple.invalid",
    "contact_phone": "01 99 00 12 40",
    "content_version": "2.1",
    "content_updated_on": date(2026, 9, 1),
}


class CourseIndexPageFactory(PageFactory):
    title = "Formations"
    slug = "formations"

    class Meta:
        model = CourseIndexPage


class CoursePageFactory(PageFactory):
    """A course with every legal field; give it ``parent=`` a CourseIndexPage, and ``live=False`` to leave some out."""

    title = factory.Sequence(lambda number: f"Repérer et orienter {number}")
    summary = "Une journée pour reconnaître une difficulté avec le numérique et savoir où orienter."
    theme = Theme.SPOT

    class Meta:
        model = CoursePage

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        return {**LEGAL, **super()._adjust_kwargs(**kwargs)}


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Sent and confirmed, without seats: give it ``session=``; seats are taken by registration functions."""

    session = factory.SubFactory("catalogue.agenda.factories.SessionFactory")
    state = RegistrationState.CONFIRMED
    seat_count = 2
    organisation = factory.SubFactory(
        "catalogue.training.factories.OrganisationFactory",
        name=factory.SelfAttribute("..organisation_name"),
        siret=factory.SelfAttribute("..siret"),
    )
    organisation_name = factory.Sequence(lambda number: f"Centre social du Fleuve {number}")
    siret = factory.Sequence(lambda number: siret_from(f"9{number:07d}{number % 1000:05d}"))
    address = "3 rue des Tanneurs"
    postcode = "16000"
    city = "Angoulême"
    contact_name = "Hélène Marchand"
    contact_email = factory.Sequence(lambda number: f"direction{number}@exemple.invalid")
    contact_phone = factory.Sequence(lambda number: f"+3363998{number % 10_000:04d}")
    funder_kind = FunderKind.OWN
    sent_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Registration


class OrganisationFactory(factory.django.DjangoModelFactory):
    name = "Centre social du Fleuve"
    siret = ""

    class Meta:
        model = "core.Organisation"


def siret_from(digits: str) -> str:
    """Return 13 digits completed by their key: a number with a right key, of nobody."""
    from core.siret import is_siret

    return next(candidate for last in "0123456789" if is_siret(candidate := digits + last))
