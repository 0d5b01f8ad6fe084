"""What the page of a course shows beside its own fields."""

from typing import Any

from .models import CoursePage


def sheet_for(course: CoursePage) -> dict[str, Any]:
    return {"version": course.content_version}
