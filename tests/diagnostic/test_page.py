import random
from datetime import date

import pytest
from django.test import Client

from diagnostic.demo import build
from diagnostic.factories import DiagnosticPageFactory
from diagnostic.models import DailyCount, DiagnosticPage, Question

pytestmark = pytest.mark.django_db


def test_the_start_page_says_what_it_is_how_long_it_takes_and_starts(tree, django_assert_max_num_queries):
    DiagnosticPageFactory()
    client = Client()
    client.get("/diagnostic/")
    with django_assert_max_num_queries(15):
        response = client.get("/diagnostic/")
    shown = response.content.decode()
    for words in ("Faire le point", "3 minutes", "Sans nom, sans mail", "Commencer", "/diagnostic/etape/pour-qui/", "tel:"):
        assert words in shown
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "no-store" not in response.get("Cache-Control", "")


def test_erasing_leads_back_to_the_start_page(tree):
    DiagnosticPageFactory()
    assert Client().post("/diagnostic/etape/effacer/")["Location"].endswith("/diagnostic/")
    assert Client().post("/ar/diagnostic/etape/effacer/")["Location"] == "/ar/diagnostic/etape/pour-qui/"


def test_the_demonstration_is_built_once(tree):
    today = date(2026, 11, 24)
    build(random.Random(1), today)
    counted = [model.objects.count() for model in (Question, DiagnosticPage, DailyCount)]
    build(random.Random(2), today)
    assert counted == [model.objects.count() for model in (Question, DiagnosticPage, DailyCount)]
    assert Question.objects.filter(locale__language_code="fr").count() >= 40
    for prefix in ("", "/en", "/ar"):
        assert Client().get(f"{prefix}/diagnostic/").status_code == 200
