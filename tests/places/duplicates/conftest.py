from tests.places.importing.conftest import send

__all__ = ["send"]
