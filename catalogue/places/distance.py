"""Distances on the globe, in plain floats: no geographic database is needed."""

from math import asin, cos, degrees, floor, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
_COLUMNS = 721  # half degrees of longitude, both ends included
_MOST_CELLS = 600


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees (haversine)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, radians(lon2 - lon1) / 2
    chord = sin(half_lat) ** 2 + cos(phi1) * cos(phi2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def box(lat: float, lon: float, km: float) -> tuple[float, float, list[tuple[float, float]]]:
    """Return (south, north, [(west, east), …]): a box in degrees that holds every point within ``km``.

    Across the antimeridian there are two spans of longitude; where the circle holds a pole, one whole turn.
    """
    reach = km / EARTH_RADIUS_KM
    south, north = lat - degrees(reach), lat + degrees(reach)
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), [(-180.0, 180.0)]
    # The circle is widest where it touches a meridian, not on its own parallel.
    width = degrees(asin(min(1.0, sin(reach) / cos(radians(lat)))))
    west, east = lon - width, lon + width
    if west < -180:
        return south, north, [(west + 360, 180.0), (-180.0, east)]
    if east > 180:
        return south, north, [(west, 180.0), (-180.0, east - 360)]
    return south, north, [(west, east)]


def cell_of(lat: float, lon: float) -> int:
    """Return the number of the half-degree square that holds a point."""
    return (floor(2 * lat) + 180) * _COLUMNS + floor(2 * lon) + 360


def corner_of_cell(cell: int) -> tuple[float, float]:
    """Return the south-west corner of a half-degree square."""
    row, column = divmod(cell, _COLUMNS)
    return (row - 180) / 2, (column - 360) / 2


def km_to_cell(lat: float, lon: float, cell: int) -> float:
    """Return the distance in kilometres from a point to a half-degree square, or a little less; 0 inside it."""
    south, west = corner_of_cell(cell)
    near_lat = min(max(lat, south), south + 0.5)
    near_lon = lon if west <= lon <= west + 0.5 else min((west, west + 0.5), key=lambda edge: abs((edge - lon + 180) % 360 - 180))
    # The nearest point of a meridian is a little off the same parallel, hence the margin.
    return max((km_between(lat, lon, near_lat, near_lon) - 0.1) / 1.03, 0.0)


def km_to_far_corner(lat: float, lon: float, cell: int) -> float:
    """Return a distance in kilometres within which a half-degree square lies whole, or a little more."""
    south, west = corner_of_cell(cell)
    corners = ((south + up, west + right) for up in (0, 0.5) for right in (0, 0.5))
    return 1.01 * max(km_between(lat, lon, *corner) for corner in corners)


def cells_around(lat: float, lon: float, km: float) -> list[int]:
    """Return the numbers of the squares that the circle touches, and perhaps a few more; [] when there would be too many to name."""
    south, north, spans = box(lat, lon, km)
    rows = range(floor(2 * south), floor(2 * north) + 1)
    columns = sorted({column for west, east in spans for column in range(floor(2 * west), floor(2 * east) + 1)})
    if len(rows) * len(columns) > _MOST_CELLS:
        return []
    cells = ((row + 180) * _COLUMNS + column + 360 for row in rows for column in columns)
    return [cell for cell in cells if km_to_cell(lat, lon, cell) <= km]


def is_point(lat: float | None, lon: float | None) -> bool:
    """Tell whether two numbers are a point of the globe (NaN is not)."""
    return lat is not None and lon is not None and -90 <= lat <= 90 and -180 <= lon <= 180
