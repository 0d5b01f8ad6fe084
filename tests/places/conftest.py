import pytest

from tests.places.communes import plant_communes


@pytest.fixture
def communes(db):
    plant_communes()
