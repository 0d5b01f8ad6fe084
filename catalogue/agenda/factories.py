"""One factory per model, used by the tests and by the demo."""

from datetime import datetime, timedelta

import factory
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail_factories import PageFactory

from .models import Meeting, OfferPage, Seat, SeatState, Session, SessionState, Skill, SkillText
from .schedule import copy_times


def home_page() -> Page:
    """The default site's home page, under which offers are made when no ``parent`` is given."""
    return Site.objects.select_related("root_page").get(is_default_site=True).root_page


class SkillTextFactory(factory.django.DjangoModelFactory):
    language = "fr"
    name = factory.Sequence(lambda number: f"Savoir-faire {number}")
    can_do = factory.Sequence(lambda number: f"faire la chose {number}")

    class Meta:
        model = SkillText


class SkillFactory(factory.django.DjangoModelFactory):
    """Give it ``code=``; its French text comes with it."""

    code = factory.Sequence(lambda number: f"X{number}")
    area = "A"

    class Meta:
        model = Skill
        django_get_or_create = ["code"]
        skip_postgeneration_save = True

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if create and extracted is not False and not self.texts.filter(language=kwargs.get("language", "fr")).exists():
            SkillTextFactory(skill=self, **kwargs)


class OfferPageFactory(PageFactory):
    """A bare offer under the home page; the rooms above have their own kinds."""

    title = factory.Sequence(lambda number: f"Premiers pas {number}")
    slug = factory.Sequence(lambda number: f"premiers-pas-{number}")
    summary = "Apprendre à son rythme."
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = OfferPage


def in_days(days: int, hour: int = 14) -> datetime:
    """A moment some days from now, at a full hour of UTC."""
    return (timezone.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


class SessionFactory(factory.django.DjangoModelFactory):
    """An open session in ten days, two hours long. ``starts_at=``, ``hours=``; ``meetings=[(start, end), …]`` for a parcours."""

    offer = factory.SubFactory(OfferPageFactory)
    place = factory.SubFactory("catalogue.places.factories.ReceptionPointFactory")
    capacity = 8
    state = SessionState.OPEN
    starts_at = factory.LazyFunction(lambda: in_days(10))
    hours = 2

    class Meta:
        model = Session

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        return cls._with_times(model_class, kwargs)[0]

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        session, moments = cls._with_times(model_class, kwargs)
        session.save()
        Meeting.objects.bulk_create(Meeting(session=session, starts_at=start, ends_at=end) for start, end in moments)
        return session

    @classmethod
    def _with_times(cls, model_class, kwargs: dict):
        starts, hours = kwargs.pop("starts_at"), kwargs.pop("hours")
        ends = kwargs.pop("ends_at", None) or starts + timedelta(hours=hours)
        moments = sorted(kwargs.pop("meetings", None) or [(starts, ends)])
        session = model_class(**kwargs)
        copy_times(session, moments)
        return session, moments


class SeatFactory(factory.django.DjangoModelFactory):
    """A row as it is, past the lock: to set a scene. ``state=``; times follow from it."""

    session = factory.SubFactory(SessionFactory)
    state = SeatState.CONFIRMED
    key = factory.Sequence(lambda number: f"seat-{number}")
    held_until = factory.LazyAttribute(
        lambda seat: timezone.now() + timedelta(minutes=20) if seat.state in (SeatState.HELD, SeatState.OFFERED) else None
    )
    waiting_since = factory.LazyAttribute(lambda seat: timezone.now() if seat.state in (SeatState.WAITING, SeatState.OFFERED) else None)
    confirmed_at = factory.LazyAttribute(lambda seat: timezone.now() if seat.state == SeatState.CONFIRMED else None)
    cancelled_at = factory.LazyAttribute(lambda seat: timezone.now() if seat.state == SeatState.CANCELLED else None)
    ending = factory.LazyAttribute(lambda seat: "cancelled" if seat.state == SeatState.CANCELLED else "")

    class Meta:
        model = Seat
