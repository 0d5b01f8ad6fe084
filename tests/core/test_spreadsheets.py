"""Exports: what strangers typed, or a file brought, never runs on the computer of who opens them."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from catalogue.places.factories import PlaceFactory
from core.models import Message, Organisation, User
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


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(b"".join(answer.streaming_content).decode())))


def test_an_export_says_words_and_hours_of_here_not_codes(admin):
    sent = datetime(2026, 7, 14, 8, 30, 15, 123, tzinfo=UTC)
    common = {"kind": "booking_confirmed", "channel": "sms", "recipient": "+33639980000", "body": "…", "send_after": sent}
    Message.objects.create(language="fr", dedupe_key="k", **common)
    heading, row = rows_of(admin.get("/admin/snippets/core/message/", {"export": "csv"}))
    said = dict(zip(heading, row, strict=True))
    assert said["Langue"] == "Français" and said["État"] == "à envoyer" and said["Moyen"] == "SMS"
    assert said["Envoyer après"] == "2026-07-14 10:30:15"
    assert "booking_confirmed" not in row and "+33639980000" not in row


@pytest.mark.parametrize(
    "address",
    [
        "/admin/session/",
        "/admin/snippets/agenda/skill/",
        "/admin/snippets/core/message/",
        "/admin/snippets/core/organisation/",
        "/admin/snippets/diagnostic/question/",
        "/admin/snippets/home/keyfigure/",
        "/admin/snippets/places/commune/",
        "/admin/snippets/places/place/",
        "/admin/snippets/places/placerole/",
        "/admin/snippets/training/registration/",
        "/admin/snippets/workshops/booking/",
    ],
)
def test_the_headings_of_every_export_are_french_words(admin, address):
    headings = rows_of(admin.get(address, {"export": "csv"}))[0]
    assert headings
    for heading in headings:
        assert heading[0].isupper() and "_" not in heading, heading
        assert heading not in {"Pk", "Commune id", "Skill id", "Région", "State", "Kind"}, heading


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
