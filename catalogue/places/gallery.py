"""The pictures of a place, ready to be shown: cut to one shape around their focal point, in three widths.

They are cut when a picture or its image is saved, so that no visitor waits for it.
"""

import logging
from dataclasses import dataclass

from django.db import transaction

from core.models import Image, Rendition

from .models import Place, PlacePicture
from .models.picture import MOST_PICTURES

logger = logging.getLogger(__name__)

# 3:2, the shape of a photograph; svg files stay svg.
_CUTS = tuple(f"fill-{width}x{width * 2 // 3}|format-webp|preserve-svg" for width in (360, 720, 1200))


@dataclass(frozen=True)
class Picture:
    """``alt`` is in French. ``width`` and ``height`` are those of ``src``, in pixels."""

    alt: str
    src: str
    srcset: str
    width: int
    height: int


def gallery_of(place: Place) -> list[Picture]:
    """Return the pictures of a place in the editors' order; two queries, one when it has none."""
    rows = PlacePicture.objects.filter(place=place).select_related("image").prefetch_related("image__renditions")
    return [picture for row in rows[:MOST_PICTURES] if (picture := _picture(row)) is not None]


def cut(image: Image) -> None:
    """Make what the page of a place shows of an image, where it is missing."""
    _cuts(image)


def cut_picture(sender: type[PlacePicture], instance: PlacePicture, **kwargs) -> None:
    transaction.on_commit(lambda: cut(instance.image))


def cut_again(sender: type[Image], instance: Image, created: bool = False, **kwargs) -> None:
    """Follow an image whose focal point or file changed."""
    if not created and instance.place_pictures.exists():
        transaction.on_commit(lambda: cut(instance))


def _picture(row: PlacePicture) -> Picture | None:
    cuts = _cuts(row.image)
    if not cuts:
        return None
    by_width = {each.width: each for each in cuts}  # a small image gives the same cut more than once
    shown = cuts[0]
    srcset = ", ".join(f"{each.url} {width}w" for width, each in sorted(by_width.items()))
    return Picture(alt=row.alt, src=shown.url, srcset=srcset if len(by_width) > 1 else "", width=shown.width, height=shown.height)


def _cuts(image: Image) -> list[Rendition]:
    """Return the cuts of an image, the smallest first, made where they are missing; none of a file that cannot be read."""
    try:
        return [image.get_rendition(spec) for spec in _CUTS]
    except Exception as error:  # image libraries raise what they like on a broken file, and the page stands without it
        logger.warning("image %s cannot be cut for the page of a place: %s", image.pk, type(error).__name__)
        return []
