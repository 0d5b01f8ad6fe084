"""Write files of the national standard as large as wished, over real communes, with the mistakes that real files make."""

import csv
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from catalogue.places.loading import FILE

_SERVICES = (
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique",
    "Accès internet et matériel informatique",
    "Acquisition de matériel informatique à prix solidaire",
)
_OLD_SERVICES = (
    "Réaliser des démarches administratives avec un accompagnement",
    "Prendre en main un smartphone ou une tablette",
    "Favoriser mon insertion professionnelle",
    "Accéder à une connexion internet",
    "S'équiper en matériel informatique",
)
_HOURS = "Mo-Fr {:02d}:{:02d}-12:00,14:00-{:02d}:{:02d}; Sa {:02d}:00-12:00"
_THINGS = (
    "Médiathèque",
    "Centre social",
    "France services",
    "Mairie annexe",
    "Espace numérique",
    "Maison de quartier",
    "CCAS",
    "Tiers-lieu",
)
_WAYS = ("rue", "avenue", "place", "chemin", "boulevard")
_TREES = ("des Lilas", "du Moulin", "de la Gare", "Jean Jaurès", "de l'Église", "des Écoles", "Victor Hugo", "de la République")


def rows(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Give rows of v1.0, spread as people are; about one in four needs a repair."""
    chance = random.Random(seed)
    with lzma.open(FILE, "rt", encoding="utf-8", newline="") as stream:
        communes = [row for row in csv.DictReader(stream) if row["postcodes"] and row["kind"] != "delegated"]
    drawn = chance.choices(communes, weights=[int(row["population"]) + 50 for row in communes], k=count)
    for number, commune in enumerate(drawn, start=1):
        lat, lon = float(commune["lat"]) + chance.gauss(0, 0.02), float(commune["lon"]) + chance.gauss(0, 0.02)
        hours = _HOURS.format(chance.choice((8, 9)), chance.choice((0, 15, 30)), chance.choice((16, 17, 18)), chance.choice((0, 15, 30)), 9)
        row = {
            "id": f"lieu-{number}",
            "pivot": "00000000000000",
            "nom": f"{chance.choice(_THINGS)} {commune['name']} {number}",
            "commune": commune["name"].upper() if chance.random() < 0.1 else commune["name"],
            "code_postal": chance.choice(commune["postcodes"].split()),
            "code_insee": commune["code"] if chance.random() < 0.4 else "",
            "adresse": f"{chance.randint(1, 150)} {chance.choice(_WAYS)} {chance.choice(_TREES)}",
            "latitude": f"{lat:.6f}",
            "longitude": f"{lon:.6f}",
            "telephone": f"+33{chance.choice((465710000, 139900000, 361910000)) + chance.randint(0, 9999)}",
            "courriels": f"accueil-{number}@exemple.invalid",
            "site_web": f"https://lieu-{number}.exemple.invalid/",
            "horaires": hours if chance.random() < 0.9 else "Le mardi matin, sur rendez-vous",
            "presentation_resume": f"Une équipe vous aide à {commune['name']} avec votre téléphone et vos démarches.",
            "presentation_detail": "Nous vous recevons sur place, avec ou sans rendez-vous. " * chance.randint(1, 6),
            "source": "annuaire",
            "date_maj": f"202{chance.randint(2, 5)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            "services": "|".join(chance.sample(_SERVICES, chance.randint(1, 4))),
            "frais_a_charge": "Gratuit",
            "dispositif_programmes_nationaux": "Conseillers numériques" if chance.random() < 0.3 else "",
            "modalites_acces": "Se présenter|Téléphoner",
            "modalites_accompagnement": "Accompagnement individuel|Dans un atelier collectif",
        }
        yield _spoilt(row, chance)


def _spoilt(row: dict[str, str], chance: random.Random) -> dict[str, str]:
    throw = chance.random()
    if throw < 0.05:
        row |= {"latitude": "", "longitude": ""}
    elif throw < 0.08:
        row |= {"latitude": row["longitude"], "longitude": row["latitude"]}
    elif throw < 0.10:
        row["code_postal"] = row["code_postal"].lstrip("0")
    elif throw < 0.12:
        row["date_maj"] = "1970-01-01"
    elif throw < 0.14:
        row["latitude"] = row["latitude"].replace(".", ",")
    elif throw < 0.145:
        row["nom"] = ""
    elif throw < 0.15:
        row["presentation_resume"] *= 6
    return row


def old(row: dict[str, str]) -> dict[str, str]:
    """Return the row as files of v0.1 write it."""
    renamed = {"courriels": "courriel", "frais_a_charge": "conditions_acces", "dispositif_programmes_nationaux": "labels_nationaux"}
    changed = {renamed.get(name, name): text for name, text in row.items() if name != "modalites_acces"}
    changed["services"] = ";".join(_OLD_SERVICES[_SERVICES.index(value)] for value in row["services"].split("|"))
    changed["conditions_acces"] = "Gratuit : Je peux accéder gratuitement au lieu et à ses services"
    changed["modalites_accompagnement"] = "Seul : j'ai accès à du matériel et une connexion;Dans un atelier : j'apprends collectivement"
    changed["publics_accueillis"] = "Adultes;Seniors (+ 65 ans)"
    return changed


def write_csv(path: Path, count: int, *, version: str = "1.0", seed: int = 1) -> None:
    writer = None
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in rows(count, seed):
            row = row if version == "1.0" else old(row)
            if writer is None:
                writer = csv.DictWriter(stream, list(row))
                writer.writeheader()
            writer.writerow(row)


def write_json(path: Path, count: int, *, version: str = "1.0", seed: int = 1) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(rows(count, seed)):
            row = row if version == "1.0" else old(row)
            stream.write(
                ("[" if number == 0 else ",\n") + json.dumps({name: text for name, text in row.items() if text}, ensure_ascii=False)
            )
        stream.write("]")
