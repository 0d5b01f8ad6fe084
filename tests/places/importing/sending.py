"""Write rows as files of the standard, the way people send them."""

import csv
from pathlib import Path

ROW = {
    "id": "a1",
    "pivot": "00000000000000",
    "nom": "La Passerelle",
    "commune": "Grenoble",
    "code_postal": "38000",
    "adresse": "1 rue des Lilas",
    "latitude": "45.19",
    "longitude": "5.73",
    "date_maj": "2024-05-01",
}


def write_rows(path: Path, *rows: dict, separator: str = ",", encoding: str = "utf-8") -> Path:
    columns = list(dict.fromkeys(column for row in rows for column in row)) or list(ROW)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of(count: int, **changes) -> list[dict]:
    return [
        {**ROW, "id": f"a{number}", "nom": f"Lieu {number}", "adresse": f"{number} rue des Lilas", **changes} for number in range(count)
    ]
