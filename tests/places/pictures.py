"""Small images for the tests of places."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.models import Collection

from core.models import Image


def image(title: str = "La porte", width: int = 900, height: int = 700, **values) -> Image:
    if Collection.get_first_root_node() is None:  # transactional tests end without any
        Collection.add_root(name="Root")
    file = BytesIO()
    Drawing.new("RGB", (width, height), "#0a5257").save(file, "PNG")
    return Image.objects.create(title=title, file=ContentFile(file.getvalue(), name="porte.png"), **values)
