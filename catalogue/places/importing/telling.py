"""Tell those who may act that a source could not be read, or that too much of it is gone."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.helpline import helpline_for
from core.message_kinds import MessageKind, Wording, register
from core.models import User

from ..models import ImportRun
from .permission import may_import

KIND = register(
    MessageKind(
        code="import_needs_you",
        label=_("Import of places: somebody must look"),
        placeholders=frozenset({"brand", "source", "why", "link"}),
        wordings={
            ("email", "fr"): Wording(
                subject="Import des lieux : {source}",
                body="Bonjour,\n\nL’import de la source « {source} » demande votre attention.\n\n{why}\n\n"
                "Les lieux déjà affichés restent en ligne. Le rapport est ici :\n{link}\n\n{brand}",
            ),
            ("email", "en"): Wording(
                subject="Import of places: {source}",
                body="Hello,\n\nThe import of the source “{source}” needs your attention.\n\n{why}\n\n"
                "The places already shown stay online. The report is here:\n{link}\n\n{brand}",
            ),
        },
    )
)


def tell_team(run: ImportRun, why: str) -> int:
    """Write once to each person who may import; in the transaction of what happened. Returns to how many."""
    link = settings.SITE_URL + reverse("places_imports:report", args=[run.pk])
    context = {"brand": helpline_for().brand, "source": str(run.source or run.source_name), "why": why, "link": link}
    people = people_who_may_act()
    for person in people:
        outbox.queue(
            KIND.code,
            channel="email",
            to=person.email,
            language="fr",
            context=context,
            dedupe_key=f"import:{run.pk}:{person.pk}",
            about=f"import:{run.pk}",
        )
    return len(people)


def people_who_may_act() -> list[User]:
    """Return the active people with an e-mail address who may import."""
    allowed = Q(is_superuser=True) | Q(groups__permissions__codename="import_places") | Q(user_permissions__codename="import_places")
    people = User.objects.filter(allowed, is_active=True).exclude(email="").distinct().order_by("pk")
    return [person for person in people if may_import(person)]
