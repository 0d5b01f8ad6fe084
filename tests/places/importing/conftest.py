import pytest

from catalogue.places.importing import Options, run_import
from tests.places.importing.sending import write_rows


@pytest.fixture
def send(tmp_path):
    """Import rows given as dictionaries, as a CSV file."""

    def send_rows(*rows, separator=",", encoding="utf-8", name="lieux.csv", **options):
        return run_import(write_rows(tmp_path / name, *rows, separator=separator, encoding=encoding), Options(**options))

    return send_rows
