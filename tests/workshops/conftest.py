"""A list of workshops in three languages, one workshop with a session in ten days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Locale

from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Session
from catalogue.places.factories import ReceptionPointFactory
from catalogue.places.models import Place
from catalogue.workshops import reserving
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from catalogue.workshops.models import Booking, WorkshopIndexPage, WorkshopPage

PARIS = ZoneInfo("Europe/Paris")
PHONE = "06 39 98 12 34"


@dataclass
class Scene:
    index: WorkshopIndexPage
    workshop: WorkshopPage
    place: Place
    session: Session

    def another(self, **kwargs) -> Session:
        return SessionFactory(**{"offer": self.workshop, "place": self.place, **kwargs})

    def booked(self, session: Session | None = None, **contact) -> Booking:
        """Somebody books by the same functions as the screens."""
        from core.tokens import new_token

        booking = reserving.start((session or self.session).pk, key=new_token(), language=contact.pop("language", "fr"))
        reserving.describe(booking, first_name=contact.pop("first_name", "Awa"), **{"phone": "+33639981234", **contact})
        return reserving.submit(booking)


@pytest.fixture
def scene(tree) -> Scene:
    cache.clear()
    home = tree.home["fr"]
    index = WorkshopIndexPageFactory(parent=home)
    workshop = WorkshopPageFactory(parent=index, title="Premiers pas avec mon téléphone", slug="premiers-pas")
    place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
    session = SessionFactory(offer=workshop, place=place, capacity=3)
    return Scene(index, workshop, place, session)


@pytest.fixture
def arabic(scene, tree) -> WorkshopPage:
    locale = Locale.objects.get(language_code="ar")
    index = scene.index.copy_for_translation(locale)
    index.title = "الورشات"
    index.save_revision().publish()
    page = scene.workshop.copy_for_translation(locale)
    page.title, page.bring = "خطواتي الأولى مع هاتفي", "هاتفكم إن كان لديكم"
    page.save_revision().publish()
    return page


def paris(day_offset: int, hour: int, minute: int = 0) -> datetime:
    """A wall clock moment in Paris, some days from today."""
    day = timezone.localdate() + timedelta(days=day_offset)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)
