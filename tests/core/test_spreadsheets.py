"""Exports: what strangers typed, or a file brought, never runs on the computer of who opens them."""

from io import BytesIO

import openpyxl
import pytest

from catalogue.places.factories import PlaceFactory
from core.models import Organisation, User
from core.spreadsheets import is_formula

ATTACK = '=HYPERLINK("https://evil.example","Cliquez")'


@pytest.fixture
def admin(tree, client):
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "x"))
    return client


@pytest.mark.parametrize("text", [ATTACK, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", " =1+1", "\t=1", "\n=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_seen(text):
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "CCAS = nous", "-1.5", "+33465710000", "Centre social (annexe)", "مركز"])
def test_words_and_numbers_are_no_formulas(text):
    assert not is_formula(text)


@pytest.mark.parametrize("address", ["/admin/snippets/core/organisation/", "/admin/snippets/places/place/"])
def test_a_hostile_name_is_a_text_in_the_exports(admin, address):
    Organisation.objects.create(name=ATTACK, siret="73282932000074")
    PlaceFactory(name=ATTACK)
    answer = admin.get(address, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK" in text and ',"=HYPERLINK' not in text and '\n"=HYPERLINK' not in text
    answer = admin.get(address, {"export": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer))).active
    found = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert found and all(cell.data_type == "s" and str(cell.value).startswith("'") for cell in found)
