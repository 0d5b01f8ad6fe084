# ruff: noqa: E501
"""The kinds of messages of this package and the wording shipped with the code (the team may replace it in the admin)."""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

_COMMON = frozenset({"contact", "name", "link", "brand", "phone", "hours"})
_FOOT = {
    "fr": "Une question ? {phone} ({hours})\n\n{brand}",
    "en": "A question? {phone} ({hours})\n\n{brand}",
}


def _kind(code: str, label, words: dict[str, tuple[str, str]], *, more: frozenset[str] = frozenset(), matters: bool = True) -> MessageKind:
    wordings = {
        ("email", language): Wording(subject=subject, body=f"{body}\n\n{_FOOT[language]}") for language, (subject, body) in words.items()
    }
    return register(MessageKind(code=code, label=label, placeholders=_COMMON | more, matters=matters, wordings=wordings))


LINK = _kind(
    "relay_application_link",
    _("relay: link to the application"),
    {
        "fr": (
            "Votre demande pour devenir relais numérique",
            "Bonjour,\n\nVous avez commencé une demande pour devenir relais numérique. Vous pouvez vous arrêter et reprendre quand vous voulez, "
            "avec ce lien :\n{link}\n\nGardez ce lien pour votre équipe : il ouvre votre demande.\n\n"
            "Vous n’avez rien demandé ? Ne faites rien : sans suite, tout est effacé après trois mois.",
        ),
        "en": (
            "Your application to become a digital relay",
            "Hello,\n\nYou began an application to become a digital relay. You can stop and come back whenever you like, with this link:\n{link}\n\n"
            "Keep this link for your team: it opens your application.\n\n"
            "You asked for nothing? Do nothing: what is left aside is erased after three months.",
        ),
    },
    matters=False,
)

RECEIVED = _kind(
    "relay_application_received",
    _("relay: application received"),
    {
        "fr": (
            "Nous avons reçu votre demande : {name}",
            "Bonjour {contact},\n\nVotre demande pour devenir relais numérique est bien arrivée. Merci !\n\n"
            "Nous la lisons dans les deux semaines. Puis nous vous appelons, et nous venons vous voir.\n\n"
            "Voir votre demande et où elle en est :\n{link}",
        ),
        "en": (
            "We received your application: {name}",
            "Hello {contact},\n\nYour application to become a digital relay has arrived. Thank you!\n\n"
            "We read it within two weeks. Then we call you, and we come to see you.\n\n"
            "See your application and where it stands:\n{link}",
        ),
    },
)

TO_COMPLETE = _kind(
    "relay_application_to_complete",
    _("relay: application to complete"),
    {
        "fr": (
            "Il manque quelque chose à votre demande : {name}",
            "Bonjour {contact},\n\nNous avons lu votre demande pour devenir relais numérique. Pour continuer, il nous manque :\n\n{missing}\n\n"
            "Complétez votre demande avec le même lien, puis envoyez-la de nouveau :\n{link}",
        ),
        "en": (
            "Something is missing in your application: {name}",
            "Hello {contact},\n\nWe read your application to become a digital relay. To go on, we need:\n\n{missing}\n\n"
            "Complete your application with the same link, then send it again:\n{link}",
        ),
    },
    more=frozenset({"missing"}),
)

VISIT = _kind(
    "relay_application_visit",
    _("relay: visit planned"),
    {
        "fr": (
            "Nous venons vous voir : {when}",
            "Bonjour {contact},\n\nNous venons découvrir {name} :\n{when}\n{place}\n\n"
            "Comptez une heure. Ce jour ne vous va pas ? Appelez-nous, nous en trouvons un autre.\n\nVotre demande :\n{link}",
        ),
        "en": (
            "We come to see you: {when}",
            "Hello {contact},\n\nWe come to discover {name}:\n{when}\n{place}\n\n"
            "It takes about an hour. Does this day not suit you? Call us, we find another one.\n\nYour application:\n{link}",
        ),
    },
    more=frozenset({"when", "place"}),
)

ACCEPTED = _kind(
    "relay_application_accepted",
    _("relay: application accepted"),
    {
        "fr": (
            "Bienvenue : {name} devient relais numérique",
            "Bonjour {contact},\n\nVotre demande est acceptée. Bienvenue parmi les relais numériques !\n\n"
            "Votre fiche publique :\n{page}\n\n"
            "Avec ce lien privé, vous la tenez à jour vous-même (horaires, téléphone, services, vacances) :\n{link}\n"
            "Gardez-le pour votre équipe : il permet de changer votre fiche.\n\n"
            "Pour voir les réservations, chaque personne reçoit son propre accès : demandez-le depuis ce lien.",
        ),
        "en": (
            "Welcome: {name} becomes a digital relay",
            "Hello {contact},\n\nYour application is accepted. Welcome among the digital relays!\n\n"
            "Your public entry:\n{page}\n\n"
            "With this private link you keep it up to date yourselves (hours, phone, services, holidays):\n{link}\n"
            "Keep it for your team: it lets people change your entry.\n\n"
            "To see bookings, each person gets a sign-in of their own: ask for it from this link.",
        ),
    },
    more=frozenset({"page"}),
)

REFUSED = _kind(
    "relay_application_refused",
    _("relay: application refused"),
    {
        "fr": (
            "Votre demande pour devenir relais numérique",
            "Bonjour {contact},\n\nMerci d’avoir proposé {name} comme relais numérique, et du temps que vous y avez passé.\n\n"
            "Nous ne pouvons pas donner suite pour le moment : {reason}.\n{answer}\n\n"
            "Votre envie d’aider compte. Appelez-nous pour en parler, ou pour envoyer vers nous les personnes que vous recevez.",
        ),
        "en": (
            "Your application to become a digital relay",
            "Hello {contact},\n\nThank you for offering {name} as a digital relay, and for the time you spent on it.\n\n"
            "We cannot go further for now: {reason}.\n{answer}\n\n"
            "Your wish to help matters. Call us to talk about it, or to send us the people you receive.",
        ),
    },
    more=frozenset({"reason", "answer"}),
)

SPACE_LINK = _kind(
    "relay_space_link",
    _("relay: link of the structure"),
    {
        "fr": (
            "Votre lien pour tenir à jour la fiche de {name}",
            "Bonjour {contact},\n\nAvec ce lien privé, vous tenez à jour la fiche publique de {name} : horaires, téléphone, services, vacances.\n{link}\n\n"
            "Il remplace l’ancien, qui n’ouvre plus rien. Gardez-le pour votre équipe : il permet de changer votre fiche.",
        ),
        "en": (
            "Your link to keep the entry of {name} up to date",
            "Hello {contact},\n\nWith this private link you keep the public entry of {name} up to date: hours, phone, services, holidays.\n{link}\n\n"
            "It replaces the old one, which opens nothing any more. Keep it for your team: it lets people change your entry.",
        ),
    },
)

CONFIRM = _kind(
    "relay_confirm",
    _("relay: yearly question"),
    {
        "fr": (
            "La fiche de {name} est-elle encore juste ?",
            "Bonjour {contact},\n\nUne fois par an, nous vous demandons de relire la fiche publique de {name}. Cela prend deux minutes.\n\n"
            "Ouvrez ce lien, relisez, corrigez s’il le faut, puis appuyez sur « Tout est juste » :\n{link}\n\n"
            "Ainsi, personne ne se déplace pour rien.",
        ),
        "en": (
            "Is the entry of {name} still right?",
            "Hello {contact},\n\nOnce a year we ask you to read the public entry of {name} again. It takes two minutes.\n\n"
            "Open this link, read, correct what needs it, then press “Everything is right”:\n{link}\n\n"
            "So that nobody travels for nothing.",
        ),
    },
)

INVITATION = _kind(
    "relay_host_invitation",
    _("relay: invitation to see bookings"),
    {
        "fr": (
            "Votre accès aux réservations de {name}",
            "Bonjour {contact},\n\nVous recevez des visiteurs à {name}. Voici votre accès personnel aux réservations de ce lieu.\n\n"
            "Ouvrez ce lien avant le {until}, lisez l’accord sur les données, puis choisissez votre mot de passe :\n{link}\n\n"
            "Ce lien est pour vous seul(e). Ne le transférez pas.",
        ),
        "en": (
            "Your sign-in for the bookings of {name}",
            "Hello {contact},\n\nYou receive visitors at {name}. Here is your own sign-in for the bookings of this place.\n\n"
            "Open this link before {until}, read the agreement on data, then choose your password:\n{link}\n\n"
            "This link is for you alone. Do not forward it.",
        ),
    },
    more=frozenset({"until"}),
)

TEAM = register(
    MessageKind(
        code="relay_team_notice",
        label=_("relay: notice to the team"),
        placeholders=frozenset({"what", "name", "city", "link"}),
        wordings={
            ("email", "fr"): Wording(
                subject="{what} : {name} ({city})", body="{what}\n\n{name}, {city}\n\nVoir dans l’administration :\n{link}"
            ),
        },
    )
)
