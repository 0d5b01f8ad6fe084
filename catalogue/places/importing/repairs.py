"""Mend what real files get wrong. Each function returns the mended value and the name of the repair, or "" when all was right."""

import re
from datetime import date
from math import atan, exp, isfinite, log, pi, radians, sin, sqrt, tan
from typing import TYPE_CHECKING

from ..distance import is_point, km_between
from ..models import Commune

if TYPE_CHECKING:
    from .communes import Town

FAR_KM = 30
_EARLIEST = date(1990, 1, 1)


def repair_postcode(text: str) -> tuple[str, str]:
    """Return five digits, or "": "1190" lost its zero, "75119" is the INSEE code of an arrondissement, "13381 CEDEX 13" is kept."""
    digits = re.sub(r"\D", "", re.split(r"(?i)cedex", text)[0].removesuffix(".0"))
    if len(digits) == 4:
        return f"0{digits}", "postcode_zero"
    if len(digits) != 5:
        return "", "postcode_dropped" if text else ""
    arrondissement = postcode_of_arrondissement(digits)
    if arrondissement:
        return arrondissement, "postcode_arrondissement"
    return digits, "" if digits == text else "postcode_cleaned"


def postcode_of_arrondissement(code: str) -> str:
    """Return "75019" for "75119", "69001" for "69381", "13013" for "13213"; "" for any other code."""
    for pattern, prefix, last in ((r"751(\d\d)", "750", 20), (r"693(8\d)", "690", 89), (r"132(\d\d)", "130", 16)):
        match = re.fullmatch(pattern, code)
        if match:
            number = int(match.group(1)) - (80 if prefix == "690" else 0)
            if 1 <= number <= (9 if prefix == "690" else last):
                return f"{prefix}{number:02d}"
    return ""


def repair_insee(text: str) -> tuple[str, str]:
    """Return a five-character INSEE code, or ""."""
    code = re.sub(r"\W", "", text.removesuffix(".0")).upper()
    if re.fullmatch(r"\d{4}", code):
        return f"0{code}", "insee_zero"
    if re.fullmatch(r"\d{5}|2[AB]\d{3}", code):
        return code, ""
    return "", "insee_dropped" if text else ""


def repair_point(lat_text: str, lon_text: str) -> tuple[float | None, float | None, str]:
    """Return (latitude, longitude, repair): decimal commas, swapped, Lambert-93 metres; (None, None, …) when there is no point."""
    if not lat_text and not lon_text:
        return None, None, ""
    lat, lon = _number(lat_text), _number(lon_text)
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None, "point_dropped"
    how = "point_comma" if "," in lat_text + lon_text else ""
    for first, second in ((lon, lat), (lat, lon)):
        if 0 < first < 1_400_000 and 5_900_000 < second < 7_300_000:  # the extent of Lambert-93 over France
            lat, lon = from_lambert93(first, second)
            return round(lat, 6), round(lon, 6), "point_lambert"
    if not is_in_france(lat, lon) and is_in_france(lon, lat):
        return lon, lat, "point_swapped"
    if not is_point(lat, lon):
        return None, None, "point_dropped"
    return lat, lon, how


def is_in_france(lat: float, lon: float) -> bool:
    """Tell roughly whether a point is in France, overseas included."""
    boxes = (
        (41, 51.5, -5.5, 10),  # the mainland and Corsica
        (14, 18.5, -63.5, -60.5),  # the Antilles
        (2, 6, -55, -51.5),  # Guyane
        (-21.6, -20.7, 55, 56),  # La Réunion
        (-13.2, -12.5, 44.8, 45.5),  # Mayotte
        (46.6, 47.3, -56.6, -56),  # Saint-Pierre-et-Miquelon
        (-23, -14, 158, 180),  # Nouvelle-Calédonie, Wallis-et-Futuna
        (-28, -7, -180, -134),  # Polynésie
    )
    return any(south <= lat <= north and west <= lon <= east for south, north, west, east in boxes)


def from_lambert93(x: float, y: float) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees (RGF93, WGS 84 within a metre) of Lambert-93 metres.

    IGN, note technique NT/G 71, algorithms ALG0004 and ALG0002, with the constants of Lambert-93: n = 0.7256077650,
    c = 11754255.426 m, false origin (700000, 12655612.050), meridian 3° east, eccentricity of GRS80.
    """
    n, c, x_s, y_s, e = 0.7256077650, 11_754_255.426, 700_000.0, 12_655_612.050, 0.0818191910428158
    radius = sqrt((x - x_s) ** 2 + (y - y_s) ** 2)
    gamma = atan((x - x_s) / (y_s - y))
    isometric = -log(radius / c) / n
    phi = 2 * atan(exp(isometric)) - pi / 2
    for _turn in range(8):
        phi = 2 * atan(((1 + e * sin(phi)) / (1 - e * sin(phi))) ** (e / 2) * exp(isometric)) - pi / 2
    return phi * 180 / pi, 3 + gamma / n * 180 / pi


def to_lambert93(lat: float, lon: float) -> tuple[float, float]:
    """Return Lambert-93 metres of a point in degrees: the reverse, by IGN's ALG0001 and ALG0003."""
    n, c, x_s, y_s, e = 0.7256077650, 11_754_255.426, 700_000.0, 12_655_612.050, 0.0818191910428158
    phi = radians(lat)
    isometric = log(tan(pi / 4 + phi / 2) * ((1 - e * sin(phi)) / (1 + e * sin(phi))) ** (e / 2))
    radius = c * exp(-n * isometric)
    gamma = n * radians(lon - 3)
    return x_s + radius * sin(gamma), y_s - radius * sqrt(1 - sin(gamma) ** 2)


def settle_point(lat: float | None, lon: float | None, commune: "Commune | Town | None") -> tuple[float | None, float | None, str]:
    """Return the point to use: the commune's where there is none, or where the file's is over 30 km away."""
    if commune is None:
        return (lat, lon, "") if lat is not None and lon is not None and is_in_france(lat, lon) else (None, None, "point_dropped")
    if lat is None or lon is None:
        return commune.lat, commune.lon, "point_of_commune"
    if km_between(lat, lon, commune.lat, commune.lon) > FAR_KM:
        return commune.lat, commune.lon, "point_far"
    return lat, lon, ""


def repair_date(text: str) -> tuple[date | None, str]:
    """Return the date, or None for none, for one that cannot be read, and for 1969 and 1970 (a computer's zero)."""
    if not text:
        return None, ""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text) or re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if match is None:
        return None, "date_dropped"
    parts = [int(part) for part in match.groups()]
    try:
        found = date(*parts) if parts[0] > 31 else date(parts[2], parts[1], parts[0])
    except ValueError:
        return None, "date_dropped"
    return (found, "") if found >= _EARLIEST else (None, "date_dropped")


def cut(text: str, length: int) -> str:
    """Return the text cut at a word, with an ellipsis, when it is too long."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0][: length - 1].rstrip(" ,;:.") + "…"


def _number(text: str) -> float | None:
    try:
        number = float(re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None
