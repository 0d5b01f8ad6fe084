"""What a place sells at a solidarity price: how much is left, to whom, with which papers; and what was sold, without persons."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .place import Place

FEW = 3  # as many are left, or fewer: "few"
MOST = 9999
MAX_PRICE = Decimal(2000)  # euros; nothing here is sold for more


class StockKind(models.TextChoices):
    LAPTOP = "laptop", _("Laptops")
    SMARTPHONE = "smartphone", _("Smartphones")
    TABLET = "tablet", _("Tablets")
    BASIC_PHONE = "basic_phone", _("Simple phones with keys")
    SIM_CARD = "sim_card", _("Prepaid SIM cards")
    TOP_UP = "top_up", _("Top-up cards")


EQUIPMENT = (StockKind.LAPTOP, StockKind.SMARTPHONE, StockKind.TABLET, StockKind.BASIC_PHONE)
CONNECTION = (StockKind.SIM_CARD, StockKind.TOP_UP)


class Level(models.TextChoices):
    PLENTY = "plenty", _("plenty")
    FEW = "few", _("a few")
    NONE = "none", _("none left")


class Buyers(models.TextChoices):
    """Who may buy: a fixed list, so that it is said in every language."""

    EVERYBODY = "everybody", _("Everybody")
    LOW_INCOME = "low_income", _("People with a small income")
    REFERRED = "referred", _("People sent by a social worker")
    MEMBERS = "members", _("People the place already knows")


class Proof(models.TextChoices):
    IDENTITY = "identity", _("an identity document")
    BENEFITS = "benefits", _("a certificate from the Caf or the MSA")
    JOBSEEKER = "jobseeker", _("a certificate from France Travail")
    TAX = "tax", _("your tax notice")
    HEALTH = "health", _("your certificate of Complémentaire santé solidaire")
    STUDENT = "student", _("your student card")
    SOCIAL_WORKER = "social_worker", _("a word from a social worker")


class ReferralWay(models.TextChoices):
    NONE = "none", _("Come by yourself, nobody has to send you")
    PRINTED = "printed", _("A social worker prints a referral for you on this site")
    PHONE = "phone", _("A social worker calls the place for you")
    ASK = "ask", _("Ask the place, on the spot or by phone")


def level_of(count: int) -> Level:
    """Return the level that a number of things makes."""
    return Level.NONE if count <= 0 else Level.FEW if count <= FEW else Level.PLENTY


class StockItem(models.Model):
    """One kind of thing at one place. Changed by the verbs of ``stock/levels.py`` and ``stock/sales.py``, under the lock of its row."""

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="stock")
    kind = models.CharField(_("what"), max_length=20, choices=StockKind)
    level = models.CharField(_("how much is left"), max_length=10, choices=Level, default=Level.PLENTY)
    count = models.PositiveSmallIntegerField(
        _("number left"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST)],
        help_text=_("If you count them: each sale lowers it, and it decides the level. Empty: you tell the level yourself."),
    )
    price_from = models.DecimalField(
        _("price from, in euros"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(MAX_PRICE)],
    )
    buyers = models.CharField(_("who may buy"), max_length=20, choices=Buyers, default=Buyers.LOW_INCOME)
    proofs = models.JSONField(_("with which papers"), default=list, blank=True)
    referral_way = models.CharField(_("how to be sent"), max_length=20, choices=ReferralWay, default=ReferralWay.NONE)
    updated_at = models.DateTimeField(_("last update"), default=timezone.now)

    class Meta:
        verbose_name = _("stock of a place")
        verbose_name_plural = _("stock of the places")
        ordering = ["place", "pk"]
        permissions = [("keep_every_stock", "Can keep the stock of every place")]
        constraints = [models.UniqueConstraint(fields=["place", "kind"], name="places_stock_once")]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_kind_display()}"

    @property
    def units(self) -> int:
        """How many there are at least: the number when it is counted, else the least its level means."""
        if self.count is not None:
            return self.count
        return {Level.PLENTY: FEW + 1, Level.FEW: 1}.get(Level(self.level), 0)


class SaleProgramme(models.Model):
    """In the name of what something was sold, for the yearly accounts: the names are the team's own."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=10)
    is_active = models.BooleanField(_("offered to hosts"), default=True)

    class Meta:
        verbose_name = _("programme of sales")
        verbose_name_plural = _("programmes of sales")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Sale(models.Model):
    """Something left the shelf. Neither who bought nor who sold is written down."""

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="sales")
    kind = models.CharField(_("what"), max_length=20, choices=StockKind)
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    unit_price = models.DecimalField(
        _("price of one, in euros"),
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(MAX_PRICE)],
    )
    programme = models.ForeignKey(
        SaleProgramme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT, related_name="sales"
    )
    # One press makes one sale: the key is drawn with the form and comes back with it.
    key = models.CharField(max_length=64, unique=True, editable=False)
    sold_at = models.DateTimeField(_("sold"), default=timezone.now)
    local_day = models.DateField(_("day"), db_index=True, help_text=_("At the place."))
    level_before = models.CharField(max_length=10, choices=Level, default=Level.PLENTY, editable=False)
    level_after = models.CharField(max_length=10, choices=Level, default=Level.PLENTY, editable=False)
    cancelled_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        ordering = ["-sold_at", "-pk"]
        permissions = [("view_sale_totals", "Can see the totals of sales")]
        indexes = [models.Index(fields=["place", "local_day"], name="places_sale_place_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.quantity}"

    @property
    def total(self) -> Decimal:
        return self.quantity * self.unit_price
