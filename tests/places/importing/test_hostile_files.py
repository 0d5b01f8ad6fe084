"""Files made to hurt, or made by mistake, get a sentence, quickly, and nothing is written."""

import bz2
import gzip
import io
import json
import time
import tracemalloc
import zipfile

import pytest

from catalogue.places.importing import Fate, UnreadableFile, import_file
from catalogue.places.importing.sniffing import LARGEST
from catalogue.places.models import Place
from tests.places.importing.sending import ROW, write_rows

pytestmark = pytest.mark.usefixtures("communes")


def refusal_of(path, content):
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        import_file(path)
    assert not Place.objects.exists()
    return str(refused.value)


def zipped(name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_a_file_of_one_gigabyte_is_refused_at_once(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.write(b"id,nom\n")
        stream.truncate(10**9)
    assert path.stat().st_size > LARGEST
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match="200"):
        import_file(path)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"0" * 50_000_000),
        bz2.compress(b"0" * 1_000_000),
        zipped("lieux.csv", b"0" * 50_000_000),
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a",
    ],
)
def test_nothing_compressed_is_opened(tmp_path, content):
    assert "compress" in refusal_of(tmp_path / "bomb.csv", content)


def test_a_line_of_commas_without_end_is_named_before_it_fills_the_memory(tmp_path):
    header = ",".join(ROW).encode()
    commas = b"," * 20_000_000
    quoted = b'"\n",' * 4_000_000
    for content in (commas, quoted):
        tracemalloc.start()
        said = refusal_of(tmp_path / "file.csv", header + b"\n" + content)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert "2" in said
        assert most < 250_000_000


@pytest.mark.parametrize(
    "content",
    [
        b'[{"id": ' + b"7" * 30_000_000 + b"}]",
        b"[" + b"7" * 30_000_000 + b"]",
        b"{" + b",".join(b'"k%d": [[],[],[],[]]' % number for number in range(400_000)) + b"}",
    ],
    ids=["a number in a record", "a number", "a record without end"],
)
def test_a_json_value_without_end_is_left_early(tmp_path, content):
    began = time.process_time()  # the work done, whatever else the machine does
    refusal_of(tmp_path / "file.json", content)
    assert time.process_time() - began < 20


def test_a_spreadsheet_is_told_from_another_zip(tmp_path):
    assert "CSV" in refusal_of(tmp_path / "lieux.xlsx", zipped("[Content_Types].xml", b"<x/>"))


def test_a_quotation_mark_never_closed_is_named_quickly(tmp_path):
    path = write_rows(tmp_path / "lieux.csv", *({**ROW, "id": str(number)} for number in range(60_000)))
    lines = path.read_text().split("\n")
    lines[41] = lines[41].replace("La Passerelle", '"La Passerelle')
    content = "\n".join(lines).encode()
    assert len(content) > 5_000_000
    began = time.monotonic()
    assert "42" in refusal_of(path, content)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]}), "GeoJSON"),
        ("\n".join(json.dumps({**ROW, "id": str(number)}) for number in range(3)), "JSON"),
        (json.dumps([ROW])[:-5], "JSON"),
        ('{"a": ' * 100_000, "JSON"),
        ("[" * 100_000 + "]" * 100_000, "JSON"),
        ("[]", ""),
        ("[] []", "JSON"),
        ("<!DOCTYPE html><p>Page introuvable", "page"),
        ("id;nom\n1;a", "commune"),
        ('[{"id": "' + "x" * 6_000_000, "JSON"),
    ],
)
def test_what_is_no_list_of_places_is_refused_in_words(tmp_path, content, word):
    assert word in refusal_of(tmp_path / "file", content.encode())


def test_a_json_file_broken_in_its_middle_writes_nothing(tmp_path):
    records = [json.dumps({**ROW, "id": str(number)}) for number in range(3000)]
    records[2500] = records[2500][:-1]
    assert "2501" in refusal_of(tmp_path / "broken.json", f"[{','.join(records)}]".encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "lieux.json"
    path.write_text(json.dumps({"lieux": [{**ROW, "nom": "Médiathèque"}], "date": "2026"}, ensure_ascii=False), encoding=encoding)
    assert import_file(path).fates == {Fate.CREATED: 1}
    assert Place.objects.get().name == "Médiathèque"


def test_numbers_of_any_length_are_read(tmp_path):
    path = tmp_path / "lieux.json"
    text = (
        json.dumps([{**ROW, "id": 0, "latitude": 0}])
        .replace('"id": 0', '"id": ' + "9" * 140)
        .replace('"latitude": 0', '"latitude": ' + "4" * 9000)
    )
    path.write_text(text)
    assert import_file(path).fates == {Fate.CREATED: 1}


def test_nul_bytes_in_a_name_are_dropped(tmp_path):
    path = write_rows(tmp_path / "lieux.csv", *({**ROW, "id": str(number)} for number in range(30)))
    path.write_bytes(path.read_bytes().replace(b"Passerelle", b"Pass\x00erelle", 1))
    assert import_file(path).fates == {Fate.CREATED: 30}
    assert Place.objects.filter(name="La Passerelle").count() == 30


def test_long_names_and_scripts_are_text(tmp_path):
    rows = [
        {**ROW, "id": "1", "nom": "x" * 10_000},
        {**ROW, "id": "2", "nom": "<script>alert(1)</script>"},
        {**ROW, "id": "3", "nom": "=1+1"},
    ]
    report = import_file(write_rows(tmp_path / "lieux.csv", *rows))
    assert [line.fate for line in report.lines] == [Fate.CREATED] * 3
    assert report.lines[0].repairs == ("text_cut",)


@pytest.mark.parametrize(
    "column", ["telephone", "site_web", "courriels", "horaires", "services", "adresse", "date_maj", "latitude", "presentation_resume"]
)
@pytest.mark.parametrize("text", ["|" * 90_000, ";a" * 45_000, "1" * 90_000, "http://a.b/ " * 7000])
def test_a_value_of_90_000_characters_takes_no_time(tmp_path, column, text):
    began = time.monotonic()
    assert len(import_file(write_rows(tmp_path / "lieux.csv", {**ROW, column: text})).lines) == 1
    assert time.monotonic() - began < 3
