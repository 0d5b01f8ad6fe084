"""What is written to those who asked to be told that something is back. The team may replace each wording in the admin.

A text message says no name, and always gives a number to call and a link to stop; French and English keep to the GSM alphabet.
"""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

PLACEHOLDERS = frozenset({"brand", "what", "place", "city", "phone", "until", "appointment", "link"})

NOTED = "stock_alert_noted"
BACK = "stock_alert_back"
GONE = "stock_alert_gone"

_FOOT = {
    "fr": "\n\nPour ne plus recevoir ces messages :\n{link}\n\n{brand}",
    "en": "\n\nTo receive no more of these messages:\n{link}\n\n{brand}",
    "ar": "\n\nللتوقف عن استقبال هذه الرسائل:\n{link}\n\n{brand}",
}


def _declare(code: str, label, sms: dict[str, str], email: dict[str, tuple[str, str]], *, foot: bool = True, matters: bool = False) -> None:
    texts = {("sms", language): Wording(body=body) for language, body in sms.items()}
    for language, (subject, body) in email.items():
        texts[("email", language)] = Wording(subject=subject, body=body + (_FOOT[language] if foot else "\n\n{brand}"))
    register(
        MessageKind(
            code=code,
            label=label,
            placeholders=PLACEHOLDERS,
            wordings=texts,
            matters=matters,
            when_in_doubt="double" if code == BACK else "lose",  # somebody's turn hangs on it
            after_stop="send" if code == NOTED else "drop",
        )
    )


_declare(
    NOTED,
    _("Stock: the alert is noted"),
    {
        "fr": "{brand} : c'est noté. Nous vous écrivons quand il y a {what} ici : {place}. Ne plus attendre : {link} ou {phone}",
        "en": "{brand}: noted. We will write to you when there is {what} at {place}. To stop: {link} or {phone}",
        "ar": "سجلنا: {what}. للتوقف: {link} {phone}",
    },
    {
        "fr": (
            "C’est noté : nous vous préviendrons",
            "Bonjour,\n\nVous cherchez : {what}.\nNous vous écrivons dès qu’il y en a à nouveau à cet endroit :\n{place}, {city}\n\n"
            "Nous effaçons votre demande au bout de trois mois.",
        ),
        "en": (
            "Noted: we will tell you",
            "Hello,\n\nYou are looking for: {what}.\nWe will write to you as soon as there is some again at:\n{place}, {city}\n\n"
            "We erase your request after three months.",
        ),
        "ar": (
            "سجلنا طلبكم وسنخبركم",
            "مرحبًا،\n\nأنتم تبحثون عن: {what}.\nسنكتب لكم عندما يتوفر من جديد في:\n{place}، {city}\n\nنمحو طلبكم بعد ثلاثة أشهر.",
        ),
    },
)
_declare(
    BACK,
    _("Stock: it is back"),
    {
        "fr": "{brand} : il y a de nouveau {what} ici : {place}. Pour vous jusqu'au {until}. "
        "Rendez-vous : {appointment}. Le prendre ou stop : {link} ou {phone}",
        "en": "{brand}: there is {what} again at {place}. For you until {until}. "
        "Appointment: {appointment}. Take it or stop: {link} or {phone}",
        "ar": "توفر {what} حتى {until}. {link} {phone}",
    },
    {
        "fr": (
            "Il y en a à nouveau : {what}",
            "Bonjour,\n\nVous cherchiez : {what}. Il y en a à nouveau ici :\n{place}, {city}\n\n"
            "Votre tour est gardé jusqu’au {until}. Ensuite, nous prévenons la personne suivante.\n\n"
            "Rendez-vous : {appointment}.\nPour le prendre, ou dire que vous n’en avez plus besoin :\n{link}\n\n"
            "Vous pouvez aussi appeler le lieu : {phone}.",
        ),
        "en": (
            "There is some again: {what}",
            "Hello,\n\nYou were looking for: {what}. There is some again here:\n{place}, {city}\n\n"
            "Your turn is kept until {until}. Then we tell the next person.\n\n"
            "Appointment: {appointment}.\nTo take it, or to say that you no longer need it:\n{link}\n\n"
            "You can also call the place: {phone}.",
        ),
        "ar": (
            "توفر من جديد: {what}",
            "مرحبًا،\n\nكنتم تبحثون عن: {what}. توفر من جديد هنا:\n{place}، {city}\n\n"
            "دوركم محفوظ حتى {until}. بعد ذلك نخبر الشخص التالي.\n\n"
            "الموعد: {appointment}.\nلأخذه، أو لإخبارنا أنكم لم تعودوا بحاجة إليه:\n{link}\n\n"
            "يمكنكم أيضًا الاتصال بالمكان: {phone}.",
        ),
    },
    matters=True,
)
_declare(
    GONE,
    _("Stock: no longer sold there"),
    {
        "fr": "{brand} : vous cherchiez {what}. {place} n'en vend plus. Autres lieux : {link} ou {phone}",
        "en": "{brand}: you were looking for {what}. {place} no longer sells any. Other places: {link} or {phone}",
        "ar": "لم يعد {what} متوفرًا في {city}. أماكن أخرى: {link} {phone}",
    },
    {
        "fr": (
            "Ce lieu n’en vend plus",
            "Bonjour,\n\nVous cherchiez : {what}. Ce lieu n’en vend plus : {place}, {city}.\n\n"
            "D’autres lieux en ont, près de vous :\n{link}\n\nOu appelez-nous : {phone}. Votre demande est effacée.",
        ),
        "en": (
            "This place no longer sells any",
            "Hello,\n\nYou were looking for: {what}. This place no longer sells any: {place}, {city}.\n\n"
            "Other places near you do:\n{link}\n\nOr call us: {phone}. Your request is erased.",
        ),
        "ar": (
            "هذا المكان لم يعد يبيعه",
            "مرحبًا،\n\nكنتم تبحثون عن: {what}. هذا المكان لم يعد يبيعه: {place}، {city}.\n\n"
            "أماكن أخرى قريبة منكم تبيعه:\n{link}\n\nأو اتصلوا بنا: {phone}. لقد محونا طلبكم.",
        ),
    },
    foot=False,
)
