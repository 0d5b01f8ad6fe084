"""Those who welcome people at our places: how they are let in, what they count without naming anybody."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.tokens import new_token


class TeamInvitationState(models.TextChoices):
    """sent > accepted > revoked, or sent > revoked; one not answered in time is over too."""

    SENT = "sent", _("invitation sent")
    ACCEPTED = "accepted", _("access given")
    REVOKED = "revoked", _("revoked")


class TeamInvitation(models.Model):
    """The team lets one of its own welcome people at some of its places, by a link that serves once.

    Somebody of another structure signs an agreement on data first: that is ``places.HostInvitation``.
    """

    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=TeamInvitationState, default=TeamInvitationState.SENT, editable=False)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    places = models.ManyToManyField("places.Place", related_name="team_invitations", verbose_name=_("places"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("works until"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("revoked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("person", "host")
        verbose_name_plural = pgettext_lazy("people", "hosts")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("hosting:invitation", args=[self.token])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def about(self) -> str:
        return f"team-invitation:{self.pk}"


class SignInLink(models.Model):
    """A link by which a host signs in on their own phone or e-mail, without a password: once, within minutes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_links", verbose_name=_("user"))
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("hosting:link", args=[self.token])


class Counted(models.TextChoices):
    """What is counted at a session. Each is a number of its own: no two are ever counted together, so nobody can be told apart."""

    UNDER_18 = "under_18", _("under 18")
    AGE_18 = "age_18", _("18 to 25")
    AGE_26 = "age_26", _("26 to 44")
    AGE_45 = "age_45", _("45 to 59")
    AGE_60 = "age_60", _("60 to 74")
    AGE_75 = "age_75", _("75 and over")
    WOMAN = "woman", _("women")
    MAN = "man", _("men")
    OTHER = "other", pgettext_lazy("gender", "otherwise")
    FIRST = "first", _("first visit")
    AGAIN = "again", _("has come before")
    PLEASED = "pleased", _("pleased")
    SO_SO = "so_so", _("so-so")
    DISPLEASED = "displeased", _("not pleased")


class SessionTally(models.Model):
    """How many, at a session: a number, and nobody behind it."""

    session = models.ForeignKey(
        "agenda.Session", on_delete=models.CASCADE, related_name="tallies", verbose_name=pgettext_lazy("agenda", "session")
    )
    what = models.CharField(_("what is counted"), max_length=12, choices=Counted)
    count = models.PositiveIntegerField(pgettext_lazy("how many", "number"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("numbers of a session", "count")
        verbose_name_plural = pgettext_lazy("numbers of a session", "counts")
        ordering = ["session", "what"]
        constraints = [models.UniqueConstraint(fields=["session", "what"], name="workshops_sessiontally_once")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.count}"


class CountedPress(models.Model):
    """Remembers that a press was counted, so that a phone that lost the answer may send it again. A random number, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("press counted")
        verbose_name_plural = _("presses counted")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
