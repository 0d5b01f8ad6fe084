"""What an answer to "near where?" is made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Near:
    """``source`` is "commune", "postcode", "address", "place" or "position"; ``lat`` and ``lon`` are in degrees, rounded to
    2 decimals for a position and to 3 for an address. ``is_whole_city``: Paris, Lyon or Marseille without an arrondissement.
    """

    lat: float
    lon: float
    label: str
    commune_code: str = ""
    departement: str = ""
    source: str = "commune"
    is_whole_city: bool = False

    @property
    def city(self) -> str:
        """The label without its département: "Paris"."""
        return self.label.rpartition(" (")[0] or self.label

    @property
    def is_exact(self) -> bool:
        """Whether distances are counted from a door, not from the middle of a town."""
        return self.source in ("address", "place")


@dataclass(frozen=True)
class CommuneChoice:
    """``code`` goes back as ``commune``: an INSEE code, "lieu-12" for a place, "@45.187,5.724" for an address."""

    code: str
    label: str


@dataclass(frozen=True)
class NearAnswer:
    """One of: ``near`` (found), ``choices`` (which one?), ``error`` (a sentence with the next step), or nothing asked.

    ``town_hall`` is (name, phone) of the commune found, when its phone is known. ``guessed`` tells that the choices are
    names that look like what was typed. ``named`` are the keys of the places that bear the name typed. ``told`` says in a
    sentence what could not be done as asked.
    """

    near: Near | None = None
    choices: list[CommuneChoice] = field(default_factory=list)
    error: str = ""
    typed: str = ""
    town_hall: tuple[str, str] | None = None
    guessed: bool = False
    named: list[int] = field(default_factory=list)
    told: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The (name, value) pairs of an address that say where, to carry along in links and filters; they give the same answer."""
        near = self.near
        if near is None:
            return []
        if near.source == "position":
            return [("lat", f"{near.lat:.2f}"), ("lon", f"{near.lon:.2f}")]
        if near.is_exact:
            return [("near", self.typed), ("lat", f"{near.lat:.3f}"), ("lon", f"{near.lon:.3f}")]
        return [("near", self.typed), ("commune", near.commune_code)]
