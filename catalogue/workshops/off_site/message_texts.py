"""What a structure that asks for a workshop in its premises is written, and what the team is told. By e-mail: it is a professional's."""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

_COMMON = frozenset({"contact", "structure", "link", "brand", "phone", "hours"})
_FOOT = {
    "fr": "\n\nUne question ? Appelez le {phone} ({hours}).\n\n{brand}",
    "en": "\n\nA question? Call {phone} ({hours}).\n\n{brand}",
    "ar": "\n\nهل لديكم سؤال؟ اتصلوا بالرقم \u2066{phone}\u2069 ({hours}).\n\n{brand}",
}


def _emails(**texts: tuple[str, str]) -> dict[tuple[str, str], Wording]:
    return {("email", language): Wording(subject=subject, body=body + _FOOT[language]) for language, (subject, body) in texts.items()}


RECEIVED = register(
    MessageKind(
        code="session_request_received",
        label=_("request for a workshop elsewhere: received"),
        placeholders=_COMMON,
        wordings=_emails(
            fr=(
                "Nous avons reçu votre demande d’atelier",
                "Bonjour {contact},\n\nNous avons bien reçu la demande d’atelier de {structure}. "
                "Nous vous appelons ou vous écrivons sous une semaine.\n\nVotre demande, à tout moment :\n{link}",
            ),
            en=(
                "We have received your request for a workshop",
                "Hello {contact},\n\nWe have received the request for a workshop from {structure}. "
                "We call or write to you within a week.\n\nYour request, at any time:\n{link}",
            ),
            ar=(
                "وصلنا طلبكم لورشة",
                "مرحبًا {contact}،\n\nوصلنا طلب الورشة من {structure}. نتصل بكم أو نكتب إليكم خلال أسبوع.\n\nطلبكم في أي وقت:\n{link}",
            ),
        ),
    )
)

PLANNED = register(
    MessageKind(
        code="session_request_planned",
        label=_("request for a workshop elsewhere: planned"),
        placeholders=_COMMON | {"workshop", "when", "place", "answer", "names"},
        matters=True,
        wordings=_emails(
            fr=(
                "Votre atelier est planifié : {when}",
                "Bonjour {contact},\n\nL’atelier aura lieu chez vous :\n\n{workshop}\n{when}\n{place}\n\n{answer}\n\n"
                "Pour donner les noms des personnes, jusqu’à la veille :\n{names}\n\nVotre demande :\n{link}",
            ),
            en=(
                "Your workshop is planned: {when}",
                "Hello {contact},\n\nThe workshop takes place in your premises:\n\n{workshop}\n{when}\n{place}\n\n{answer}\n\n"
                "To give the names of the people, until the day before:\n{names}\n\nYour request:\n{link}",
            ),
            ar=(
                "تم تحديد موعد ورشتكم: {when}",
                "مرحبًا {contact}،\n\nستُعقد الورشة في مقركم:\n\n{workshop}\n{when}\n{place}\n\n{answer}\n\n"
                "لإعطاء أسماء الأشخاص، حتى اليوم السابق:\n{names}\n\nطلبكم:\n{link}",
            ),
        ),
    )
)

REFUSED = register(
    MessageKind(
        code="session_request_refused",
        label=_("request for a workshop elsewhere: not possible"),
        placeholders=_COMMON | {"reason", "answer"},
        matters=True,
        wordings=_emails(
            fr=(
                "Votre demande d’atelier",
                "Bonjour {contact},\n\nNous ne pouvons pas faire l’atelier demandé par {structure} : {reason}.\n\n{answer}\n\n"
                "Nous en sommes désolés. Vos publics sont les bienvenus à nos ateliers :\n{link}",
            ),
            en=(
                "Your request for a workshop",
                "Hello {contact},\n\nWe cannot give the workshop that {structure} asked for: {reason}.\n\n{answer}\n\n"
                "We are sorry. The people you follow are welcome at our workshops:\n{link}",
            ),
            ar=(
                "طلبكم لورشة",
                "مرحبًا {contact}،\n\nلا يمكننا تقديم الورشة التي طلبتها {structure}: {reason}.\n\n{answer}\n\n"
                "نعتذر عن ذلك. من ترافقونهم مرحب بهم في ورشاتنا:\n{link}",
            ),
        ),
    )
)

TEAM = register(
    MessageKind(
        code="session_request_team_notice",
        label=_("request for a workshop elsewhere: notice to the team"),
        placeholders=frozenset({"what", "structure", "city", "people", "link"}),
        wordings={
            ("email", "fr"): Wording(
                subject="{what} : {structure}",
                body="{what}\n\nStructure : {structure}\nVille : {city}\nPersonnes : {people}\n\nPour répondre :\n{link}",
            ),
        },
    )
)
