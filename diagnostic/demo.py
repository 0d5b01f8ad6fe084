"""The diagnostic of the demonstration: its bank, its start page in three languages, and a year of believable counts."""

import random
from datetime import date, timedelta

from core.translating import translate

from .factories import DailyCountFactory, DiagnosticPageFactory
from .loading import load_questions
from .models import DailyCount, DiagnosticPage

DAYS = 180
TEXTS = {
    "en": {
        "title": "Find my next step",
        "summary": "Answer a few simple questions. We show you a workshop or a place near you.",
        "duration": "3 to 5 minutes",
        "reassurance": "No name, no e-mail.\nNo marks, no trick questions.\nStop whenever you like.\nYour answers are not kept.",
    },
    "ar": {
        "title": "أعرف خطوتي التالية",
        "summary": "أجيبوا عن بضعة أسئلة بسيطة. ندلّكم على ورشة أو مكان قريب منكم.",
        "duration": "من 3 إلى 5 دقائق",
        "reassurance": "من دون اسم ومن دون بريد إلكتروني.\nلا علامات ولا أسئلة خادعة.\nيمكنكم التوقف متى شئتم.\nلا نحتفظ بإجاباتكم.",
    },
}
# Route, class, and how often among a hundred.
ROUTES = (
    ("individual:session", "first_steps", 30),
    ("beginner:session", "beginner", 28),
    ("intermediate:session", "consolidating", 14),
    ("equipment:place", "beginner", 9),
    ("procedure:place", "beginner", 8),
    ("advanced:volunteer", "autonomous", 4),
    ("training:training", "", 4),
    ("individual:town_hall", "first_steps", 3),
)
DEPARTEMENTS = {"75": 5, "69": 4, "38": 3, "33": 3, "59": 3, "13": 3, "16": 1, "93": 4}


def build(rng: random.Random, today: date) -> DiagnosticPage:
    """Build the room's demonstration; running it twice adds nothing."""
    load_questions()
    page = DiagnosticPage.objects.filter(locale__language_code="fr").first() or _page()
    for language, texts in TEXTS.items():
        if not DiagnosticPage.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists():
            translate(page, language, **texts)
    if not DailyCount.objects.exists():
        _count(rng, today)
    return page


def _page() -> DiagnosticPage:
    return DiagnosticPageFactory(
        title="Faire le point",
        summary="Répondez à quelques questions simples. Nous vous montrons un atelier ou un lieu près de vous.",
        duration="3 à 5 minutes",
        reassurance="Sans nom, sans mail.\nPas de note, pas de piège.\nVous arrêtez quand vous voulez.\nVos réponses ne sont pas gardées.",
    )


def _count(rng: random.Random, today: date) -> None:
    """A few a day, fewer at the week-end, more as the site becomes known."""
    cells: dict[tuple, int] = {}
    for ago in range(DAYS, 0, -1):
        day = today - timedelta(days=ago)
        number = rng.randint(0, 3) if day.weekday() >= 5 else rng.randint(4, 10) + (DAYS - ago) // 30
        for _visit in range(number):
            route, klass, _weight = rng.choices(ROUTES, [weight for *_rest, weight in ROUTES])[0]
            departement = rng.choices(list(DEPARTEMENTS), list(DEPARTEMENTS.values()))[0]
            cell = (day, departement, klass, route, rng.random() < 0.35)
            cells[cell] = cells.get(cell, 0) + 1
    rows = [
        DailyCountFactory.build(day=day, departement=departement, klass=klass, route=route, helped=helped, count=count)
        for (day, departement, klass, route, helped), count in cells.items()
    ]
    DailyCount.objects.bulk_create(rows)
