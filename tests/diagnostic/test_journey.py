import pytest

from diagnostic.models import DailyCount

from .visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
@pytest.mark.parametrize("cookies", [True, False])
def test_a_visitor_goes_from_the_first_screen_to_a_result(questions, prefix, cookies):
    visitor = Visitor(prefix, cookies)
    visitor.start()
    visitor.walk({"urgent": "nothing", "pour-qui": "self"})
    assert f"{prefix}/diagnostic/resultat/" in visitor.path
    assert 6 <= visitor.screens.count("question") <= 12
    assert DailyCount.objects.get().count == 1
