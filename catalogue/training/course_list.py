"""What /formations/ shows: the courses, filtered by theme."""

from typing import Any

from django.http import QueryDict

from .models import CourseIndexPage, CoursePage, Theme


def list_for(index: CourseIndexPage, query: QueryDict) -> dict[str, Any]:
    """Return ``courses``, ``themes`` (code, label, is chosen) and ``theme``; an unknown theme is no filter."""
    theme = query.get("theme", "")
    theme = theme if theme in Theme.values else ""
    courses = CoursePage.objects.child_of(index).live().order_by("title")
    if theme:
        courses = courses.filter(theme=theme)
    return {"courses": list(courses), "theme": theme, "themes": [(code, label, code == theme) for code, label in Theme.choices]}
