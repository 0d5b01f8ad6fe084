"""Questions, counts and the start page, for the tests and for the demo."""

from datetime import date

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale
from wagtail_factories import PageFactory

from catalogue.agenda.factories import SkillFactory, home_page

from .models import DailyCount, DiagnosticPage, Kind, Question


class QuestionFactory(DjangoModelFactory):
    """A declared question in French on a skill of its own; ``TaskFactory`` for a task."""

    class Meta:
        model = Question
        django_get_or_create = ["code", "locale"]

    code = factory.Sequence(lambda number: f"X{number}-d1")
    skill = factory.SubFactory(SkillFactory)
    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="fr")[0])
    kind = Kind.DECLARED
    difficulty = 3
    text = "Savez-vous envoyer une photo ?"


class TaskFactory(QuestionFactory):
    code = factory.Sequence(lambda number: f"X{number}-t1")
    kind = Kind.TASK
    text = "Ce message vous dit de payer. Que faites-vous ?"
    choice_1 = "Je paie"
    choice_2 = "Je supprime le message"
    choice_3 = "Je réponds"
    right_choice = 2
    picture = "parcel-sms"


class DailyCountFactory(DjangoModelFactory):
    class Meta:
        model = DailyCount
        django_get_or_create = ["day", "departement", "klass", "route", "helped", "commune"]

    day = factory.LazyFunction(date.today)
    departement = "38"
    klass = "beginner"
    route = "beginner:session"
    helped = False
    commune = ""
    count = 1


class DiagnosticPageFactory(PageFactory):
    """The start page under the home page; its address is fixed."""

    title = "Faire le point"
    slug = "diagnostic"
    summary = "Quelques questions, et une porte ouverte près de vous."
    duration = "3 minutes"
    reassurance = "Sans nom, sans mail.\nPas de note, pas de piège.\nVous pouvez arrêter quand vous voulez."
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = DiagnosticPage
