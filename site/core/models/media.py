"""Images and documents of our own, because Wagtail's cannot be swapped later."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage


class Image(AbstractImage):
    # Wagtail's own Image, installed but unused, would claim the same reverse name.
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="core_images")
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it, and its licence."))

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        default_related_name = "core_images"  # Wagtail's own Image would claim the same reverse names
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]  # Wagtail's choosers ask for it

    def create_rendition(self, filter: Filter) -> "Rendition":
        """Make one rendition as Wagtail does, and close the temporary file that Wagtail (7.4) leaves open."""
        with self.generate_rendition_file(filter) as file:
            values = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self), "defaults": {"file": file}}
            rendition, _created = Rendition.objects.get_or_create(image=self, **values)
        return rendition


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Document(AbstractDocument):
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="core_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        default_related_name = "core_documents"
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
