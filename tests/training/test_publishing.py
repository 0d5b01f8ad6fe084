"""A course is published only when the law's fields are filled, whoever publishes it and however."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from catalogue.training import legal_fields
from catalogue.training.factories import LEGAL, CoursePageFactory
from catalogue.training.models import CoursePage

EMPTY = {name: [] if name in ("objectives", "programme", "trainers") else "" if isinstance(LEGAL[name], str) else None for name in LEGAL}


def the_sentence():
    return legal_fields.sentence(legal_fields.labels_of(CoursePage, ["prerequisites", "trainers"]))


@pytest.fixture
def admin(django_user_model):
    return django_user_model.objects.create_superuser("chef", "chef@exemple.invalid", "x")


@pytest.fixture
def editor(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def draft(courses):
    """A draft that lacks its prerequisites and its trainers."""
    return CoursePageFactory(parent=courses, title="À compléter", slug="a-completer", live=False, prerequisites="  ", trainers=[])


def posted(course, **changes):
    """What the editor's form posts for a course."""
    data = {
        "title": course.title,
        "slug": course.slug,
        "summary": course.summary,
        "theme": course.theme,
        "level": course.level,
        "objectives": streamfield([("objective", "Repérer une difficulté")]),
        "programme": streamfield([("sequence", {"title": "Matin", "hours": "3.5", "content": rich_text("<p>Cas</p>")})]),
        "trainers": streamfield([("trainer", {"name": "Camille Roussel", "skills": "Médiatrice"})]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
    }
    for name, value in LEGAL.items():
        if name in ("methods", "assessment", "accessibility"):
            data[name] = rich_text(str(value))
        elif name not in data:
            data[name] = str(value)
    data.update(changes)
    return nested_form_data(data)


def test_each_legal_field_is_asked(course):
    for name in LEGAL.keys() - {"price", "price_terms"}:
        kept = getattr(course, name)
        setattr(course, name, EMPTY[name])
        assert legal_fields.missing(course) == [name]
        setattr(course, name, kept)


def test_a_price_or_how_it_is_set_is_enough_but_one_is_needed(course):
    course.price_terms = ""
    assert legal_fields.missing(course) == []
    course.price = None
    assert legal_fields.missing(course) == ["price_terms"]
    course.price_terms = "Sur devis"
    assert legal_fields.missing(course) == []


def test_a_free_course_has_a_price_of_nothing(course):
    course.price, course.price_terms = 0, ""
    assert legal_fields.missing(course) == []


def test_certification_fields_are_asked_only_when_certifying(course):
    course.is_certifying = True
    assert legal_fields.missing(course) == ["certification_title", "certification_code", "certifier", "certification_date"]


def test_tags_and_blanks_without_words_count_as_empty(course):
    for blank in ("<p></p>", "<p>&nbsp;</p>", "<p data-block-key='a'>\xa0</p>", "\n \t"):
        course.methods = blank
        assert legal_fields.missing(course) == ["methods"]


def test_a_complete_course_is_published_by_the_editor(editor, draft):
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), posted(draft, **{"action-publish": "1"}))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.live and draft.prerequisites == "Aucun."


def test_the_editor_is_told_what_is_missing_beside_the_fields_and_loses_nothing(editor, draft):
    data = posted(draft, title="Nouveau titre", prerequisites=" ", trainers=streamfield([]), **{"action-publish": "1"})
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    page = response.content.decode()
    assert response.status_code == 200
    form = response.context["form"]
    assert form.non_field_errors() == [the_sentence()]
    assert set(form.errors) == {"__all__", "prerequisites", "trainers"}
    assert "Nouveau titre" in page
    assert page.count(legal_fields.beside()) >= 2
    assert not CoursePage.objects.get(pk=draft.pk).live


def test_a_draft_may_lack_everything_but_its_title(editor, courses):
    url = reverse("wagtailadmin_pages:add", args=["training", "coursepage", courses.pk])
    empty = dict.fromkeys(LEGAL, "") | {name: streamfield([]) for name in ("objectives", "programme", "trainers")}
    empty |= {name: rich_text("") for name in ("methods", "assessment", "accessibility")}
    response = editor.post(url, posted(CoursePage(title="Une idée", slug="une-idee", theme="spot"), **empty))
    assert response.status_code == 302
    assert CoursePage.objects.get(slug="une-idee").live is False


def test_a_draft_of_a_live_course_may_lack_fields_and_the_live_page_keeps_them(editor, course):
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[course.pk]), posted(course, prerequisites=""))
    assert response.status_code == 302
    fresh = CoursePage.objects.get(pk=course.pk)
    assert fresh.live and fresh.prerequisites == "Aucun." and fresh.has_unpublished_changes


def test_code_cannot_publish_it_either(draft):
    with pytest.raises(legal_fields.IncompleteCourse) as refused:
        draft.save_revision().publish()
    assert refused.value.fields == ("prerequisites", "trainers")
    draft.refresh_from_db()
    draft.live = True
    with pytest.raises(legal_fields.IncompleteCourse):
        draft.save()
    assert not CoursePage.objects.get(pk=draft.pk).live


def test_it_cannot_be_scheduled(editor, draft):
    soon = timezone.localtime() + timedelta(days=1)
    data = posted(draft, prerequisites="", go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert response.status_code == 200 and "prerequisites" in response.context["form"].errors
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_schedule_that_became_incomplete_is_dropped_and_the_others_still_leave(draft, courses):
    past = timezone.now() - timedelta(minutes=1)
    broken = draft.save_revision()
    broken.approved_go_live_at = past - timedelta(minutes=1)
    broken.save()
    other = CoursePageFactory(parent=courses, live=False)
    good = other.save_revision()
    good.approved_go_live_at = past
    good.save()
    call_command("publish_scheduled", verbosity=0)
    broken.refresh_from_db()
    assert broken.approved_go_live_at is None
    assert not CoursePage.objects.get(pk=draft.pk).live
    assert CoursePage.objects.get(pk=other.pk).live


def test_a_bulk_publication_says_what_is_missing(editor, draft):
    draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={draft.pk}", {"include_descendants": "", "next": "/admin/"}, follow=True)
    assert response.status_code == 200
    assert the_sentence() in response.content.decode()
    assert not CoursePage.objects.get(pk=draft.pk).live


def test_a_workflow_approval_cannot_publish_it(editor, admin, draft):
    task = GroupApprovalTask.objects.create(name="Relecture", active=True)
    workflow = Workflow.objects.create(name="Relecture", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0)
    draft.save_revision()
    workflow.start(draft, admin)
    state = draft.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    response = editor.post(url, {"comment": "", "next": "/admin/"}, follow=True)
    assert response.status_code == 200
    assert the_sentence() in response.content.decode()
    assert not CoursePage.objects.get(pk=draft.pk).live


def test_the_smallest_group_is_not_above_the_largest(editor, draft):
    data = posted(draft, group_min="9", group_max="3", **{"action-publish": "1"})
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert "group_max" in response.context["form"].errors
