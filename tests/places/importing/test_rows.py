"""Every row of a file is accounted for, whatever real files hold."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalogue.places.factories import PlaceFactory
from catalogue.places.importing import Fate, UnreadableFile, import_file
from catalogue.places.importing.repairs import from_lambert93, repair_date, repair_insee, repair_point, repair_postcode, to_lambert93
from catalogue.places.models import Place, PlaceFacet
from tests.places.importing.sending import ROW

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]
FILES = Path(__file__).parent / "files"


def only(report):
    assert len(report.lines) == 1
    return report.lines[0]


def test_a_v1_file_is_read_whole(send):
    report = import_file(FILES / "standard-v1.csv")
    assert (report.version, dict(report.fates)) == ("1.0", {Fate.CREATED: 2})
    place = Place.objects.get(source_id="v1-1")
    assert place.source == "Exemple"
    assert place.services == ["Maîtrise des outils numériques du quotidien", "Acquisition de matériel informatique à prix solidaire"]
    assert place.fees == ["Gratuit"]
    assert place.kind == "relay"
    assert place.emails == ["bonjour@exemple.invalid", "lieu@exemple.invalid"]
    assert place.phone == "+33465710000"
    assert (place.commune_id, place.city, str(place.source_updated_on)) == ("38185", "Grenoble", "2024-04-02")
    assert PlaceFacet.objects.filter(place=place, facet="service:equipment").exists()


def test_a_place_that_receives_nobody_is_not_shown():
    import_file(FILES / "standard-v1.csv")
    assert not Place.objects.get(source_id="v1-2").is_listed


def test_a_v01_json_file_is_brought_to_v1():
    report = import_file(FILES / "standard-v01.json")
    assert (report.version, dict(report.fates)) == ("0.1", {Fate.CREATED: 1})
    place = Place.objects.get()
    assert place.services == [
        "Aide aux démarches administratives",
        "Maîtrise des outils numériques du quotidien",
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
    ]
    assert place.modes == ["En autonomie", "Accompagnement individuel", "Dans un atelier collectif"]
    assert place.national_programmes == ["Conseillers numériques", "France Services"]
    assert place.other_labels == ["ZRR", "APTIC"]
    assert place.fees == ["Gratuit", "Gratuit sous condition", "Payant"]
    assert place.audiences == ["Jeunes", "Seniors", "Familles et/ou enfants", "Femmes"]
    assert place.special_care == ["Illettrisme", "Langues étrangères (autres)", "Surdité", "Handicaps mentaux"]
    assert place.access_url.startswith("https://acceslibre.beta.gouv.fr/")


def test_a_second_run_changes_nothing(send):
    for name in ("standard-v1.csv", "standard-v01.json"):
        import_file(FILES / name)
    before = list(Place.objects.order_by("pk").values())
    for name in ("standard-v1.csv", "standard-v01.json"):
        report = import_file(FILES / name)
        assert set(report.fates) == {Fate.UNCHANGED}
    assert list(Place.objects.order_by("pk").values()) == before


def test_a_changed_row_is_updated_and_what_the_team_decided_stays(send):
    send(ROW)
    Place.objects.update(is_listed=False, kind="relay", verified_on="2026-01-01")
    report = send({**ROW, "nom": "La Grande Passerelle"})
    place = Place.objects.get()
    assert only(report).fate == Fate.UPDATED
    assert (place.name, place.is_listed, place.kind, str(place.verified_on)) == ("La Grande Passerelle", False, "relay", "2026-01-01")
    assert "grande passerelle" in place.folded


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_any_usual_separator_and_encoding(send, separator, encoding):
    report = send({**ROW, "nom": "Médiathèque de l’Été"}, separator=separator, encoding=encoding)
    assert only(report).fate == Fate.CREATED
    assert Place.objects.get().name == "Médiathèque de l’Été"


@pytest.mark.parametrize(
    ("changes", "repair", "expected"),
    [
        (
            {"commune": "Ambérieu-en-Bugey", "code_postal": "1500", "latitude": "45.95", "longitude": "5.35"},
            "postcode_zero",
            {"postcode": "01500"},
        ),
        ({"commune": "GRENOBLE"}, "commune_capitals", {"city": "Grenoble"}),
        (
            {"code_insee": "75056", "commune": "Paris", "code_postal": "75019", "latitude": "48.88", "longitude": "2.38"},
            "insee_arrondissement",
            {"commune_id": "75119", "city": "Paris"},
        ),
        ({"code_postal": "38000 CEDEX 9"}, "postcode_cleaned", {"postcode": "38000"}),
        ({"code_postal": "380"}, "postcode_dropped", {"postcode": ""}),
        ({"code_insee": "381"}, "insee_dropped", {"commune_id": "38185"}),
        ({"code_insee": "38999"}, "insee_unknown", {"commune_id": "38185"}),
        (
            {"commune": "Ville inconnue", "code_postal": "94240", "latitude": "48.77", "longitude": "2.33"},
            "commune_unknown",
            {"commune_id": "94038"},
        ),
        ({"latitude": "95", "longitude": "200"}, "point_dropped", {"lat": 45.1867}),
        ({"pivot": "n'importe quoi"}, "pivot_dropped", {"pivot": ""}),
        ({"formations_labels": "|".join(f"Label {number}" for number in range(900))}, "list_cut", {}),
        (
            {"code_insee": "1004", "commune": "Ambérieu", "code_postal": "01500", "latitude": "45.95", "longitude": "5.35"},
            "insee_zero",
            {"commune_id": "01004"},
        ),
        (
            {"commune": "Paris", "code_postal": "75119", "latitude": "48.88", "longitude": "2.38"},
            "postcode_arrondissement",
            {"commune_id": "75119", "city": "Paris"},
        ),
        (
            {"commune": "Angoulême Cedex", "code_postal": "16022", "latitude": "45.65", "longitude": "0.15"},
            "postcode_cedex",
            {"commune_id": "16015"},
        ),
        ({"latitude": "45,19", "longitude": "5,73"}, "point_comma", {"lat": 45.19, "lon": 5.73}),
        ({"latitude": "5.73", "longitude": "45.19"}, "point_swapped", {"lat": 45.19, "lon": 5.73}),
        ({"latitude": "0", "longitude": "0"}, "point_of_commune", {"lat": 45.1867, "lon": 5.7363}),
        ({"latitude": "", "longitude": ""}, "point_of_commune", {"lat": 45.1867}),
        ({"latitude": "#N/D", "longitude": "#N/D"}, "point_of_commune", {"lat": 45.1867}),
        ({"latitude": "48.85", "longitude": "2.35"}, "point_far", {"lat": 45.1867, "flags": ["point_far"]}),
        ({"latitude": "6457000", "longitude": "914000"}, "point_lambert", {}),
        ({"date_maj": "1970-01-01"}, "date_dropped", {"source_updated_on": None}),
        ({"horaires": "le mardi, sur rendez-vous"}, "hours_prose", {"opening_hours": "le mardi, sur rendez-vous"}),
        ({"telephone": "appelez Marie"}, "phone_dropped", {"phone": ""}),
        ({"telephone": "3949"}, "phone_kept", {"phone": "3949"}),
        ({"site_web": "pas de site"}, "link_dropped", {"websites": []}),
        ({"courriels": "marie chez exemple"}, "email_dropped", {"emails": []}),
        ({"services": "Danser|Aide aux démarches administratives"}, "value_dropped", {"services": ["Aide aux démarches administratives"]}),
        ({"nom": "N" * 300}, "text_cut", {}),
        ({"commune": "Ville inconnue"}, "commune_by_point", {"commune_id": "38185"}),
    ],
)
def test_what_real_files_get_wrong_is_mended_and_said(send, changes, repair, expected):
    if repair == "commune_by_point":
        changes = {**changes, "code_postal": "99999"}
    line = only(send({**ROW, **changes}))
    assert line.fate == Fate.CREATED
    assert repair in line.repairs
    place = Place.objects.get()
    assert {name: getattr(place, name) for name in expected} == expected


def test_a_long_summary_is_cut_and_kept_whole_in_the_description(send):
    text = "Nous aidons chaque jour. " * 20
    assert "summary_cut" in only(send({**ROW, "presentation_resume": text})).repairs
    place = Place.objects.get()
    assert len(place.summary) <= 280
    assert text.strip() in place.description


@pytest.mark.parametrize(
    "changes",
    [{"id": ""}, {"nom": ""}, {"commune": "Nulle Part", "code_postal": "", "latitude": "", "longitude": ""}, {"id": "x" * 500}],
)
def test_a_row_that_cannot_be_used_is_refused_with_a_reason(send, changes):
    line = only(send({**ROW, **changes}))
    assert line.fate == Fate.REFUSED
    assert line.reason
    assert not Place.objects.exists()


def test_a_second_row_of_one_id_is_refused_and_the_first_kept(send):
    report = send(ROW, {**ROW, "nom": "Une autre"})
    assert [line.fate for line in report.lines] == [Fate.CREATED, Fate.REFUSED]
    assert "2" in report.lines[1].reason
    assert Place.objects.get().name == "La Passerelle"


def test_two_sources_may_use_one_id(send):
    send(ROW, source="Un")
    send(ROW, source="Deux")
    assert Place.objects.count() == 2


def test_no_file_touches_the_teams_own_places(send):
    ours = PlaceFactory(source="local", source_id="a1", name="À nous")
    send({**ROW, "source": "Local"})
    ours.refresh_from_db()
    assert ours.name == "À nous"
    assert Place.objects.count() == 2


def test_a_missing_column_refuses_the_whole_file(send):
    row = {name: value for name, value in ROW.items() if name != "nom"}
    with pytest.raises(UnreadableFile, match="nom"):
        send(row)
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"PK\x03\x04 zip", b"\x00\x01\x02", b"[{broken", b"[1, 2, 3]", b"{}", b"hello", b"[" * 100_000, "بدون أعمدة".encode()],
)
def test_what_is_no_file_of_the_standard_gets_a_sentence(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        import_file(path)
    assert str(refused.value)


def test_hostile_values_are_accounted_for(tmp_path):
    rows = [
        {**ROW, "id": 1, "nom": "a\u0000b", "horaires": "x" * 20_000, "telephone": "9" * 5000},
        {**ROW, "id": "2", "nom": "😀" * 300, "services": ["x"] * 500, "latitude": "1e999", "longitude": "-1e999"},
        {**ROW, "id": "3", "nom": "\ud800", "code_postal": "٣٨٠٠٠", "code_insee": "' OR 1", "date_maj": "9999-99-99"},
        {**ROW, "id": "4", "presentation_resume": {"deep": ["er"]}, "site_web": "javascript:alert(1)", "pivot": "<script>"},
        "not a record",
        None,
    ]
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(rows))
    report = import_file(path)
    assert len(report.lines) == 6
    assert [line.fate for line in report.lines] == [Fate.CREATED] * 4 + [Fate.REFUSED] * 2
    assert set(import_file(path).fates) == {Fate.UNCHANGED, Fate.REFUSED}
    assert not any("javascript" in url for place in Place.objects.all() for url in place.websites)


def test_lists_in_lists_are_no_values_however_deep(tmp_path):
    deep = "[" * 900 + "]" * 900
    path = tmp_path / "deep.json"
    path.write_text(json.dumps([{**ROW, "services": 0}]).replace('"services": 0', f'"services": {deep}'))
    assert [line.fate for line in import_file(path).lines] == [Fate.CREATED]


def test_a_trial_writes_nothing(send):
    assert only(send(ROW, dry_run=True)).fate == Fate.CREATED
    assert not Place.objects.exists()


def test_many_rows_cost_few_queries(send, django_assert_max_num_queries):
    rows = [{**ROW, "id": str(number)} for number in range(500)]
    with django_assert_max_num_queries(60):
        report = send(*rows)
    assert dict(report.fates) == {Fate.CREATED: 500}


def test_the_command_prints_the_account_and_writes_the_report(tmp_path, capsys):
    target = tmp_path / "report.csv"
    call_command("import_places", FILES / "standard-v1.csv", report=target)
    assert "2" in capsys.readouterr().out
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    with pytest.raises(CommandError):
        call_command("import_places", tmp_path / "missing.csv")


def test_lambert_93_is_that_of_ign():
    # IGN, NT/G 71: the Eiffel tower is at about (648 237, 6 862 271).
    lat, lon = from_lambert93(648_237.3, 6_862_271.7)
    assert (lat, lon) == (pytest.approx(48.85826, abs=2e-4), pytest.approx(2.2945, abs=2e-4))
    for point in ((45.65, 0.16), (41.92, 8.74), (51.03, 2.37)):
        assert from_lambert93(*to_lambert93(*point)) == pytest.approx(point, abs=1e-8)


def test_small_repairs():
    assert repair_postcode("75119") == ("75019", "postcode_arrondissement")
    assert repair_postcode("13213")[0] == "13013"
    assert repair_postcode("69381")[0] == "69001"
    assert repair_postcode("13381 CEDEX 13") == ("13381", "postcode_cleaned")
    assert repair_postcode("1190.0")[0] == "01190"
    assert repair_insee("2a004") == ("2A004", "")
    assert repair_point("", "") == (None, None, "")
    assert repair_date("02/04/2024")[0].isoformat() == "2024-04-02"
