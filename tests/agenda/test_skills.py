import json
import random
from datetime import date

from django.urls import reverse

from catalogue.agenda import demo
from catalogue.agenda.models import Skill, SkillText
from catalogue.agenda.skills import FILE, load_skills, skill_names, skills_in_words
from core.models import User

GATES = {"A1", "A2", "A4", "A5", "B1", "E1"}


def test_the_framework_has_twenty_skills_worded_in_three_languages(db):
    assert load_skills() == 80
    assert Skill.objects.count() == 20
    assert set(Skill.objects.filter(is_gate=True).values_list("code", flat=True)) == GATES
    assert SkillText.objects.exclude(name="").exclude(can_do="").count() == 60


def test_loading_again_adds_nothing_and_keeps_what_editors_wrote(db):
    demo.build(random.Random(1), date(2026, 11, 24))
    SkillText.objects.filter(skill="A1", language="fr").update(name="Allumer son téléphone")
    Skill.objects.filter(pk="A1").update(is_gate=False)
    SkillText.objects.filter(skill="A2", language="ar").delete()
    assert load_skills() == 1
    assert SkillText.objects.get(skill="A1", language="fr").name == "Allumer son téléphone"
    assert not Skill.objects.get(pk="A1").is_gate


def test_names_come_in_the_language_asked_else_in_french(db, django_assert_num_queries):
    load_skills()
    SkillText.objects.filter(skill="B2", language="en").delete()
    with django_assert_num_queries(1):
        names = skill_names("en")
    assert list(names) == sorted(names)
    assert (names["A5"], names["B2"]) == ("Connect to Wi-Fi", "Vérifier une information")
    assert skill_names("ar", ["E2"]) == {"E2": "كشف محاولة احتيال"}
    assert skills_in_words("fr", ["A1"]) == {"A1": "allumer et déverrouiller un téléphone"}


def test_french_words_use_the_typographic_apostrophe():
    texts = [text for skill in json.loads(FILE.read_text()) for words in skill["texts"].values() for text in words.values()]
    assert not [text for text in texts if "'" in text]


def test_editors_reword_a_skill_but_do_not_change_its_code(tree, client):
    load_skills()
    client.force_login(User.objects.create_superuser("admin", password="x" * 20))
    url = reverse("wagtailsnippets_agenda_skill:edit", args=["A1"])
    page = client.get(url)
    assert page.status_code == 200
    texts = list(SkillText.objects.filter(skill="A1"))
    data = {"area": "A", "domain": "", "digcomp": "before 5.1", "is_gate": "on", "code": "ZZ"}
    data |= {"texts-TOTAL_FORMS": 3, "texts-INITIAL_FORMS": 3, "texts-MIN_NUM_FORMS": 0, "texts-MAX_NUM_FORMS": 1000}
    for n, text in enumerate(texts):
        data |= {
            f"texts-{n}-id": text.pk,
            f"texts-{n}-language": text.language,
            f"texts-{n}-name": text.name + "!",
            f"texts-{n}-can_do": "x",
        }
    assert client.post(url, data).status_code == 302
    assert Skill.objects.count() == 20
    assert skill_names("fr")["A1"].endswith("!")
    assert client.get(reverse("wagtailsnippets_agenda_skill:list")).status_code == 200
    assert client.get(reverse("wagtailsnippets_agenda_skill:add")).status_code in (302, 403)
