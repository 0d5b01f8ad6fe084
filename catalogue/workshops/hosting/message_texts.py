"""What the site writes to hosts: their invitation, and the link that signs them in. The team may replace each wording in the admin."""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

INVITED = "team_invitation"
SIGN_IN = "host_sign_in"

register(
    MessageKind(
        code=INVITED,
        label=_("Host: invitation"),
        placeholders=frozenset({"brand", "name", "places", "link", "until", "phone"}),
        wordings={
            ("sms", "fr"): Wording(
                "{brand} : {name}, voici votre accès à la liste du jour. Ouvrez ce lien avant {until} : {link} Une question ? {phone}"
            ),
            ("sms", "en"): Wording(
                "{brand}: {name}, here is your access to the list of the day. Open it before {until}: {link} A question? {phone}"
            ),
            ("sms", "ar"): Wording("مرحبًا {name}، رابطكم لقائمة اليوم: {link} {phone}"),
            ("email", "fr"): Wording(
                subject="Votre accès à la liste du jour",
                body="Bonjour {name},\n\nVous accueillez les personnes qui viennent aux ateliers : {places}.\n\n"
                "Pour voir qui vient et noter qui est là, ouvrez ce lien avant {until}. "
                "Il sert une seule fois, et il est à vous seulement :\n{link}\n\n"
                "Une question ? Appelez le {phone}.\n\n{brand}",
            ),
            ("email", "en"): Wording(
                subject="Your access to the list of the day",
                body="Hello {name},\n\nYou welcome the people who come to workshops: {places}.\n\n"
                "To see who comes and note who is there, open this link before {until}. "
                "It works once, and it is for you alone:\n{link}\n\nA question? Call {phone}.\n\n{brand}",
            ),
            ("email", "ar"): Wording(
                subject="رابطكم لقائمة اليوم",
                body="مرحبًا {name}،\n\nأنتم تستقبلون من يحضرون إلى الورشات: {places}.\n\n"
                "لرؤية من سيحضر وتسجيل الحاضرين، افتحوا هذا الرابط قبل {until}. "
                "يعمل مرة واحدة، وهو لكم وحدكم:\n{link}\n\nهل لديكم سؤال؟ اتصلوا بالرقم {phone}.\n\n{brand}",
            ),
        },
        matters=False,
    )
)
register(
    MessageKind(
        code=SIGN_IN,
        label=_("Host: sign-in link"),
        placeholders=frozenset({"brand", "name", "link", "minutes", "phone"}),
        wordings={
            ("sms", "fr"): Wording("{brand} : pour ouvrir votre journée, dans les {minutes} minutes : {link} Ce n'est pas vous ? {phone}"),
            ("sms", "en"): Wording("{brand}: to open your day, within {minutes} minutes: {link} It is not you? {phone}"),
            ("sms", "ar"): Wording("رابط الدخول، صالح {minutes} دقيقة: {link} {phone}"),
            ("email", "fr"): Wording(
                subject="Votre lien pour ouvrir la journée",
                body="Bonjour {name},\n\nOuvrez ce lien dans les {minutes} minutes. Il sert une seule fois :\n{link}\n\n"
                "Ce n’est pas vous qui l’avez demandé ? Appelez le {phone}.\n\n{brand}",
            ),
            ("email", "en"): Wording(
                subject="Your link to open the day",
                body="Hello {name},\n\nOpen this link within {minutes} minutes. It works once:\n{link}\n\n"
                "You did not ask for it? Call {phone}.\n\n{brand}",
            ),
            ("email", "ar"): Wording(
                subject="رابطكم لفتح يوم العمل",
                body="مرحبًا {name}،\n\nافتحوا هذا الرابط خلال {minutes} دقيقة. يعمل مرة واحدة:\n{link}\n\n"
                "ألم تطلبوه أنتم؟ اتصلوا بالرقم {phone}.\n\n{brand}",
            ),
        },
        matters=False,
    )
)
