"""What the three editorial groups may do with pages, images and documents, and the review before publishing.

Kept by Wagtail in tables of its own, beside Django's permissions: arranged after each migration, as core.access does for those.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.access import EDITOR, HOST, PLACE_COORDINATOR, REVIEWER, TRAINING_MANAGER, TRANSLATOR

ON_PAGES = {
    EDITOR: ("add_page", "change_page"),
    REVIEWER: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
    TRANSLATOR: ("add_page", "change_page"),
    TRAINING_MANAGER: ("add_page", "change_page"),
}
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHOOSE = ("choose_image", "choose_document")
ON_FILES = {EDITOR: FILES, REVIEWER: FILES, TRANSLATOR: CHOOSE, TRAINING_MANAGER: FILES, PLACE_COORDINATOR: CHOOSE, HOST: CHOOSE}
ROOT_TITLE = "Toutes les langues"  # what the page tree is called: one home page per language hangs below it
REVIEW = "Relecture avant publication"  # stored in the database and shown in the admin, hence French


def arrange(**kwargs) -> None:
    """Make the permissions and the review exist; idempotent, and nothing is taken away that somebody added by hand."""
    root_page = Page.objects.filter(depth=1).first()
    Page.objects.filter(depth=1, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    root_collection = Collection.objects.filter(depth=1).first()
    groups = {group.name: group for group in Group.objects.filter(name__in={*ON_PAGES, *ON_FILES})}
    if root_page is None or root_collection is None:
        return
    on_pages = _permissions("wagtailcore", {name for names in ON_PAGES.values() for name in names})
    on_files = _permissions("core", FILES)
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=groups[name], page=root_page, permission=on_pages[codename])
            for name, codenames in ON_PAGES.items()
            if name in groups
            for codename in codenames
        ],
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=groups[name], collection=root_collection, permission=on_files[codename])
            for name, codenames in ON_FILES.items()
            if name in groups
            for codename in codenames
        ],
        ignore_conflicts=True,
    )
    if REVIEWER in groups:
        _arrange_review(root_page, groups[REVIEWER])


def _permissions(app_label: str, codenames) -> dict[str, Permission]:
    found = Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    return {permission.codename: permission for permission in found}


def _arrange_review(root_page: Page, reviewers: Group) -> None:
    """Whatever is submitted goes to the reviewers; a site that chose another workflow for its root keeps it."""
    if Workflow.objects.filter(name=REVIEW).exists():
        return
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root_page, defaults={"workflow": workflow})
    _clear_what_wagtail_came_with()


def _clear_what_wagtail_came_with() -> None:
    """Once, on a new site: the English groups and workflow nobody has used would only stand beside ours."""
    Workflow.objects.filter(name="Moderators approval", workflow_pages=None, workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", workflow_tasks=None, task_states=None).delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
