import pytest

from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory


@pytest.fixture
def courses(tree):
    """The French list of courses."""
    return CourseIndexPageFactory(parent=tree.home["fr"])


@pytest.fixture
def course(courses):
    return CoursePageFactory(parent=courses, title="Repérer et orienter", slug="reperer")
