import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from catalogue.agenda.models import Skill
from core.models import User
from core.translating import translate
from diagnostic.bank import current_bank
from diagnostic.factories import QuestionFactory, TaskFactory
from diagnostic.loading import load_questions
from diagnostic.models import Question

pytestmark = pytest.mark.django_db


def test_loading_twice_adds_nothing_and_keeps_what_editors_wrote(tree):
    from diagnostic.bank_file import read_questions

    few = read_questions()[:2]
    assert load_questions(few) == 6
    reworded = Question.objects.get(code=few[0].code, locale__language_code="ar")
    Question.objects.filter(pk=reworded.pk).update(text="كلمات المحرر")
    Question.objects.filter(code=few[1].code, locale__language_code="fr").update(is_active=False, text="Reformulée")
    assert load_questions(few) == 0
    assert Question.objects.get(pk=reworded.pk).text == "كلمات المحرر"
    assert not Question.objects.get(code=few[1].code, locale__language_code="fr").is_active


def test_the_delivered_bank_covers_every_skill_in_every_language(questions):
    bank = current_bank()
    assert {item.skill for item in bank.engine.items} == set(Skill.objects.values_list("pk", flat=True))
    assert sum(item.kind == "task" for item in bank.engine.items) >= 20
    assert {language: len(words) for language, words in bank.words.items()} == dict.fromkeys(("fr", "en", "ar"), len(bank.engine.items))


def test_facts_are_those_of_the_french_row(tree):
    task = TaskFactory(code="E2-t9")
    translated = translate(task, "ar", text="ماذا تفعل؟", choice_1="أدفع", choice_2="أحذف", choice_3="أرد")
    translated.difficulty, translated.right_choice, translated.is_active = 5, 1, False
    translated.save()
    translated.refresh_from_db()
    assert (translated.difficulty, translated.right_choice, translated.is_active) == (3, 2, True)
    task.difficulty = 1
    task.save()
    assert Question.objects.get(pk=translated.pk).difficulty == 1
    bank = current_bank()
    assert bank.engine.by_code["E2-t9"].difficulty == 1
    assert bank.words_of("E2-t9", "ar").text == "ماذا تفعل؟"
    assert bank.words_of("E2-t9", "en").text == task.text, "French where there is no translation"


def test_a_translation_that_lacks_a_choice_is_left_for_french(tree):
    task = TaskFactory(code="E2-t9")
    key = {"translation_key": task.translation_key, "locale": Locale.objects.get(language_code="ar")}
    Question(code="E2-t9", skill=task.skill, kind="task", right_choice=2, text="ماذا تفعل؟", choice_1="أدفع", **key).save()
    assert current_bank().words_of("E2-t9", "ar").text == task.text


def test_the_bank_is_read_again_only_when_a_question_changes(tree, django_assert_num_queries):
    question = QuestionFactory(code="A1-d1")
    bank = current_bank()
    with django_assert_num_queries(1):
        assert current_bank() is bank
    question.is_active = False
    question.save()
    assert "A1-d1" not in current_bank().engine.by_code


def test_a_draft_is_not_asked(tree):
    QuestionFactory(code="A1-d1", live=False)
    assert not current_bank().engine.items


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"right_choice": None}, "right_choice"),
        ({"right_choice": 4}, "right_choice"),
        ({"choice_2": ""}, "choice_1"),
        ({"kind": "declared"}, "kind"),
        ({"code": "pas de code"}, "code"),
        ({"difficulty": 6}, "difficulty"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_a_sentence(tree, changes, field):
    task = TaskFactory()
    for name, value in changes.items():
        setattr(task, name, value)
    with pytest.raises(ValidationError) as error:
        task.full_clean()
    assert field in error.value.message_dict


def test_a_question_is_written_in_french_first(tree):
    question = Question(code="Z1-d1", skill=Skill(code="A1", area="A"), text="Can you?", locale=Locale.objects.get(language_code="en"))
    question.skill.save()
    with pytest.raises(ValidationError, match="français"):
        question.full_clean()


def test_more_than_twelve_words_is_advice_not_a_refusal(tree):
    question = QuestionFactory(text="Savez-vous " + "vraiment " * 14 + "lire ?")
    question.full_clean()
    assert "douze suffisent" in question.advice()[0]


@pytest.fixture
def editor(tree):
    client = Client()
    client.force_login(User.objects.create_superuser("editor", "editor@exemple.invalid", "x"))
    return client


def test_the_list_the_editor_and_the_preview_show_the_real_screen(editor):
    task = TaskFactory(code="E2-t9")
    url = reverse("wagtailsnippets_diagnostic_question:list")
    assert "E2-t9" in editor.get(url).content.decode()
    assert "E2-t9" not in editor.get(url, {"kind": "declared"}).content.decode()
    assert editor.get(url, {"export": "csv"}).status_code == 200
    edit = reverse("wagtailsnippets_diagnostic_question:edit", args=[task.pk])
    page = editor.get(edit).content.decode()
    assert "parcel-sms" in page
    preview = reverse("wagtailsnippets_diagnostic_question:preview_on_edit", args=[task.pk])
    sent = {"text": "Texte " * 14, "choice_1": "a", "choice_2": "b", "code": "E2-t9", "skill": task.skill_id, "kind": "task"}
    sent |= {"difficulty": 3, "right_choice": 1, "is_active": "on", "picture": "parcel-sms"}
    assert editor.post(preview, sent).json()["is_valid"]
    shown = editor.get(preview).content.decode()
    assert "Je ne sais pas" in shown
    assert "douze suffisent" in shown


def test_saving_a_long_question_warns_and_saves(editor):
    task = TaskFactory(code="E2-t9")
    edit = reverse("wagtailsnippets_diagnostic_question:edit", args=[task.pk])
    sent = {"text": "Mot " * 14, "choice_1": "a", "choice_2": "b", "code": "E2-t9", "skill": task.skill_id, "kind": "task"}
    sent |= {"difficulty": 3, "right_choice": 1, "is_active": "on", "picture": "", "action-publish": "1"}
    answer = editor.post(edit, sent, follow=True).content.decode()
    assert "douze suffisent" in answer
    task.refresh_from_db()
    assert task.text.startswith("Mot Mot")


def test_the_figures_are_for_those_who_may_see_them(editor):
    url = reverse("diagnostic_figures")
    assert editor.get(url).status_code == 200
    for period in ({"from": "2026-01", "to": "2026-03"}, {"from": "x" * 999}, {"from": "9999-99"}, {"to": "0001-01"}, {"to": "9999-12"}):
        assert editor.get(url, period).status_code == 200
    csv = editor.get(url, {"format": "csv"})
    assert csv["Content-Type"].startswith("text/csv")
    assert csv.content.decode().startswith("\ufeff")
    assert Client().get(url).status_code == 302
    other = Client()
    other.force_login(User.objects.create_user("host", "host@exemple.invalid", "x"))
    assert other.get(url).status_code in (302, 403)
