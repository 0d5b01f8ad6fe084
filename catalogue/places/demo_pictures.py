"""Pictures for the demonstration's reception points: three drawings made into images, with what one sees in words."""

from functools import lru_cache
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from wagtail.models import Collection

from core.models import Image

from .gallery import cut
from .models import Place, PlacePicture

_DRAWINGS = Path(__file__).parent / "data" / "drawings"
_SHOWN = (
    ("door", "Lieu de démonstration : la façade", "Une maison basse au toit rouge, une porte bleue et une marche devant l’entrée"),
    ("room", "Lieu de démonstration : la salle", "Une grande table avec trois ordinateurs, une fenêtre et une horloge au mur"),
    ("desk", "Lieu de démonstration : l’accueil", "Une personne sourit derrière le comptoir d’accueil"),
)
_PAGE = '#set page(width: 480pt, height: 320pt, margin: 0pt)\n#image("{name}.svg", width: 100%)'


def build(places: list[Place]) -> None:
    """Give each place its three pictures, unless it has some; the same images for all."""
    have = set(PlacePicture.objects.filter(place__in=places).values_list("place_id", flat=True))
    without = [place for place in places if place.pk not in have]
    if not without:
        return
    if Collection.get_first_root_node() is None:  # a database that was emptied: images want a place to be
        Collection.add_root(name="Root")
    images = [(_image(name, title), alt) for name, title, alt in _SHOWN]
    PlacePicture.objects.bulk_create(
        PlacePicture(place=place, image=image, alt=alt, sort_order=number)
        for place in without
        for number, (image, alt) in enumerate(images)
    )
    for image, _alt in images:
        cut(image)


def _image(name: str, title: str) -> Image:
    found = Image.objects.filter(title=title).first()
    if found is None:
        file = ContentFile(drawn(name), name=f"demo-{name}.png")
        found = Image.objects.create(title=title, file=file, description="Dessin", credit="Dessin du projet")
    return found


@lru_cache(maxsize=len(_SHOWN))
def drawn(name: str) -> bytes:
    """Return a drawing as PNG, 1200 pixels wide."""
    page = _PAGE.replace("{name}", name).encode()
    return bytes(typst.compile(page, root=str(_DRAWINGS), format="png", ppi=180, ignore_system_fonts=True))  # type: ignore[arg-type]
