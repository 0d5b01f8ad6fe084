"""Facts about the association that every page needs. No sentences here: words are translatable snippets."""

from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from core.ground import ground_of
from core.phones import validate_phone


class CallPrice(models.TextChoices):
    FREE = "free", _("free call")
    LOCAL = "local", _("price of a local call")


class Weekdays(models.TextChoices):
    MONDAY_TO_FRIDAY = "mo-fr", _("Monday to Friday")
    MONDAY_TO_SATURDAY = "mo-sa", _("Monday to Saturday")
    EVERY_DAY = "every", _("every day")


@register_setting(icon="home", order=10)
class SiteSettings(BaseSiteSetting):
    brand_name = models.CharField(_("name of the association"), max_length=80, default="Emmaüs Connect")
    logo = models.ForeignKey("core.Image", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    helpline_phone = models.CharField(_("phone of a human"), max_length=20, default="01 99 00 12 34", validators=[validate_phone])
    helpline_days = models.CharField(_("days"), max_length=10, choices=Weekdays, default=Weekdays.MONDAY_TO_FRIDAY)
    helpline_opens = models.TimeField(_("opens at"), default="09:00")
    helpline_closes = models.TimeField(_("closes at"), default="17:00")
    helpline_price = models.CharField(_("price of the call"), max_length=10, choices=CallPrice, default=CallPrice.FREE)
    helpline_sms = models.CharField(
        _("number for text messages"), max_length=20, blank=True, validators=[validate_phone], help_text=_("A written way for deaf people.")
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    postal_address = models.CharField(_("postal address"), max_length=200, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[RegexValidator(r"^\d{14}$", _("Write 14 digits."))])
    training_declaration_number = models.CharField(_("training declaration number (NDA)"), max_length=20, blank=True)
    privacy_email = models.EmailField(_("data protection contact"), blank=True)
    sms_price = models.DecimalField(
        _("price of one text message, in euros"),
        max_digits=6,
        decimal_places=4,
        default=Decimal("0.0600"),
        validators=[MinValueValidator(0)],
        help_text=_("What the provider asks for one text message of 160 characters, without tax. For the estimate of costs."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("brand_name"), FieldPanel("logo")], heading=_("Brand")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("helpline_phone"), FieldPanel("helpline_price")]),
                FieldRowPanel([FieldPanel("helpline_days"), FieldPanel("helpline_opens"), FieldPanel("helpline_closes")]),
                FieldPanel("helpline_sms"),
            ],
            heading=_("Helpline"),
        ),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("postal_address")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel("sms_price")], heading=_("Messages")),
        MultiFieldPanel(
            [FieldPanel("legal_name"), FieldPanel("siret"), FieldPanel("training_declaration_number"), FieldPanel("privacy_email")],
            heading=_("Legal"),
        ),
    ]

    class Meta:
        verbose_name = _("the association")

    @classmethod
    def for_request(cls, request: HttpRequest) -> "SiteSettings":
        """As Wagtail's, with the row kept for public pages; what is said by default until somebody writes one: a visit writes nothing.

        The editor's form reads the row itself (``for_site``).
        """
        name = cls.get_cache_attr_name()
        if not hasattr(request, name):
            ground_of(request)
            site = Site.find_for_request(request)
            found = getattr(site, "sitesettings", None) or cls(site=site)
            found._request = request
            setattr(request, name, found)
        return getattr(request, name)
