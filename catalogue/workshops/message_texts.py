"""What the site writes to people who booked. The team may replace each wording in the admin.

A text message tells no level, no reason and no name, and says all there is to know without its link, which a basic phone cannot open:
day, hour, place, and always a number to call. It fits in two segments; in Arabic, whose letters take twice the room, in three.
French and English keep to the GSM alphabet (no ê, no ’), which makes them half as long.
"""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

PLACEHOLDERS = frozenset(
    {
        "brand",
        "workshop",
        "day",
        "short_day",
        "hour",
        "ends",
        "place",
        "address",
        "city",
        "bring",
        "until",
        "phone",
        "when",
        "link",
        "answer",
    }
)

CONFIRMED = "booking_confirmed"
WAITING = "waiting_joined"
OFFERED = "seat_offered"
REMINDER_2D = "booking_reminder_2d"
REMINDER_DAY = "booking_reminder_day"
CANCELLED = "booking_cancelled"
SESSION_CANCELLED = "session_cancelled"
SESSION_MOVED = "session_moved"
SESSION_REINSTATED = "session_reinstated"
SESSION_REINSTATED_WAITING = "session_reinstated_waiting"
MOVED = "booking_moved"
LOST_LINK = "lost_link"
REPLY_UNCLEAR = "reply_unclear"
REMINDERS = (REMINDER_2D, REMINDER_DAY)
# They say that something changed: rather twice than never.
RATHER_DOUBLED = {OFFERED, CANCELLED, SESSION_CANCELLED, SESSION_MOVED, MOVED}
# To those who wanted no more text messages, reminders do not leave, and these are said by a human.
SAID_BY_A_HUMAN = {OFFERED, SESSION_CANCELLED, SESSION_MOVED}

_FOOT = {
    "fr": "\n\nUne question ? Appelez le {phone} ({when}).\n\n{brand}",
    "en": "\n\nA question? Call {phone} ({when}).\n\n{brand}",
    "ar": "\n\nهل لديكم سؤال؟ اتصلوا بالرقم \u2066{phone}\u2069 ({when}).\n\n{brand}",
}
_WHEN = {
    "fr": "{workshop}\n{day}, {hour} à {ends}\n{place}\n{address}",
    "en": "{workshop}\n{day}, {hour} to {ends}\n{place}\n{address}",
    "ar": "{workshop}\n{day}، من {hour} إلى {ends}\n{place}\n{address}",
}


def wordings_of(sms: dict[str, str], email: dict[str, tuple[str, str]]) -> dict[tuple[str, str], Wording]:
    """Return the wordings by channel and language; "[when]" in an e-mail stands for the block that says what, when and where."""
    texts = {("sms", language): Wording(body=body) for language, body in sms.items()}
    for language, (subject, body) in email.items():
        texts[("email", language)] = Wording(subject=subject, body=body.replace("[when]", _WHEN[language]) + _FOOT[language])
    return texts


def _declare(code: str, label, sms: dict[str, str], email: dict[str, tuple[str, str]], *, matters: bool = False) -> None:
    register(
        MessageKind(
            code=code,
            label=label,
            placeholders=PLACEHOLDERS,
            wordings=wordings_of(sms, email),
            matters=matters,
            when_in_doubt="double" if code in RATHER_DOUBLED else "lose",
            after_stop="drop" if code in REMINDERS else "call" if code in SAID_BY_A_HUMAN else "send",
        )
    )


_declare(
    CONFIRMED,
    _("Booking: the seat is booked"),
    {
        "fr": "{brand} : c'est réservé. Atelier {day} à {hour}, {place}, {address}. Voir ou annuler : {link} Une question ? {phone}",
        "en": "{brand}: you are booked. Workshop {day}, {hour}, {place}, {address}. See or cancel: {link} A question? {phone}",
        "ar": "تم حجز الورشة: {short_day} {hour}، {place}، {address}. {link} {phone}",
    },
    {
        "fr": (
            "C’est réservé : {day} à {hour}",
            "Bonjour,\n\nVotre place est réservée.\n\n[when]\n\nÀ apporter : {bring}\nC’est gratuit.\n\n"
            "Pour voir votre réservation, ou si vous ne pouvez plus venir :\n{link}",
        ),
        "en": (
            "You are booked: {day}, {hour}",
            "Hello,\n\nYour seat is booked.\n\n[when]\n\nTo bring: {bring}\nIt is free.\n\n"
            "To see your booking, or if you can no longer come:\n{link}",
        ),
        "ar": (
            "تم الحجز: {day}، {hour}",
            "مرحبًا،\n\nتم حجز مكانكم.\n\n[when]\n\nما يجب إحضاره: {bring}\nالورشة مجانية.\n\n"
            "لرؤية حجزكم، أو إذا لم تعد لديكم إمكانية الحضور:\n{link}",
        ),
    },
    matters=False,
)
_declare(
    WAITING,
    _("Booking: on the waiting list"),
    {
        "fr": "{brand} : vous attendez une place, atelier {day} à {hour}, {place}. Nous écrivons si une place se libère. {link} {phone}",
        "en": "{brand}: you are waiting for a seat, workshop {day}, {hour}, {place}. We write to you if one is free. {link} {phone}",
        "ar": "أنتم على قائمة الانتظار: {short_day} {hour}، {place}. {link} {phone}",
    },
    {
        "fr": (
            "Vous êtes sur la liste d’attente",
            "Bonjour,\n\nVous attendez une place pour :\n\n[when]\n\nNous vous écrivons dès qu’une place se libère.\n\n"
            "Pour voir votre numéro sur la liste, ou ne plus attendre :\n{link}",
        ),
        "en": (
            "You are on the waiting list",
            "Hello,\n\nYou are waiting for a seat at:\n\n[when]\n\nWe write to you as soon as a seat is free.\n\n"
            "To see your place in line, or to stop waiting:\n{link}",
        ),
        "ar": (
            "أنتم على قائمة الانتظار",
            "مرحبًا،\n\nأنتم تنتظرون مكانًا في:\n\n[when]\n\nسنكتب لكم عندما يتوفر مكان.\n\nلرؤية ترتيبكم أو لإلغاء الانتظار:\n{link}",
        ),
    },
)
_declare(
    OFFERED,
    _("Waiting list: a seat is free"),
    {
        "fr": "{brand} : une place est libre, atelier {day} à {hour}, {place}. Pour vous jusqu'au {until}. "
        "Dites oui : {link} ou {phone} {answer}",
        "en": "{brand}: a seat is free, workshop {day}, {hour}, {place}. Kept for you until {until}. "
        "Say yes here: {link} or {phone} {answer}",
        "ar": "مكان لكم {short_day} {hour}، {place}، حتى {until}: {link} {phone} {answer}",
    },
    {
        "fr": (
            "Une place est libre pour vous",
            "Bonjour,\n\nUne place s’est libérée pour :\n\n[when]\n\nNous la gardons pour vous jusqu’au {until}.\n\n"
            "Pour la prendre ou la laisser :\n{link}",
        ),
        "en": (
            "A seat is free for you",
            "Hello,\n\nA seat is now free at:\n\n[when]\n\nWe keep it for you until {until}.\n\nTo take it or leave it:\n{link}",
        ),
        "ar": (
            "توفر مكان لكم",
            "مرحبًا،\n\nتوفر مكان في:\n\n[when]\n\nنحتفظ به لكم حتى {until}.\n\nلقبوله أو تركه:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    REMINDER_2D,
    _("Reminder, two days before"),
    {
        "fr": "{brand} : rappel, atelier {day} à {hour}, {place}, {address}. Vous ne pouvez plus venir ? {link} ou {phone} {answer}",
        "en": "{brand}: reminder, workshop {day}, {hour}, {place}, {address}. You can no longer come? {link} or {phone} {answer}",
        "ar": "تذكير بالورشة: {short_day} {hour}، {place}، {address}. {link} {phone} {answer}",
    },
    {
        "fr": (
            "Rappel : {day} à {hour}",
            "Bonjour,\n\nNous vous attendons bientôt.\n\n[when]\n\nÀ apporter : {bring}\n\nVous ne pouvez plus venir ?\n{link}",
        ),
        "en": (
            "Reminder: {day}, {hour}",
            "Hello,\n\nWe will see you soon.\n\n[when]\n\nTo bring: {bring}\n\nYou can no longer come? Tell us here:\n{link}",
        ),
        "ar": (
            "تذكير: {day}، {hour}",
            "مرحبًا،\n\nنحن في انتظاركم قريبًا.\n\n[when]\n\nما يجب إحضاره: {bring}\n\nلم تعد لديكم إمكانية الحضور؟ أخبرونا هنا:\n{link}",
        ),
    },
)
_declare(
    REMINDER_DAY,
    _("Reminder, the same morning"),
    {
        "fr": "{brand} : nous vous attendons {day} à {hour}, {place}, {address}. Un souci ? {phone} {link}",
        "en": "{brand}: we expect you {day}, {hour}, {place}, {address}. Any trouble? {phone} {link}",
        "ar": "موعد الورشة: {short_day} {hour}، {place}، {address}. {link} {phone}",
    },
    {
        "fr": (
            "Nous vous attendons : {day} à {hour}",
            "Bonjour,\n\nNous vous attendons.\n\n[when]\n\nÀ apporter : {bring}\n\nVous ne pouvez plus venir ? Dites-le ici :\n{link}",
        ),
        "en": (
            "We expect you: {day}, {hour}",
            "Hello,\n\nWe expect you.\n\n[when]\n\nTo bring: {bring}\n\nYou can no longer come? Tell us here:\n{link}",
        ),
        "ar": (
            "نحن في انتظاركم: {day}، {hour}",
            "مرحبًا،\n\nنحن في انتظاركم.\n\n[when]\n\nما يجب إحضاره: {bring}\n\nلم تعد لديكم إمكانية الحضور؟ أخبرونا هنا:\n{link}",
        ),
    },
)
_declare(
    CANCELLED,
    _("Booking: cancelled"),
    {
        "fr": "{brand} : votre place du {day} à {hour} est annulée. Pour une autre date : {link} ou {phone}",
        "en": "{brand}: your seat on {day}, {hour} is cancelled. For another date: {link} or {phone}",
        "ar": "أُلغي حجزكم: {short_day} {hour}. لموعد آخر: {link} {phone}",
    },
    {
        "fr": (
            "Votre place est annulée",
            "Bonjour,\n\nVotre place est annulée :\n\n[when]\n\nPour choisir une autre date :\n{link}",
        ),
        "en": (
            "Your seat is cancelled",
            "Hello,\n\nYour seat is cancelled:\n\n[when]\n\nTo choose another date:\n{link}",
        ),
        "ar": (
            "أُلغي حجزكم",
            "مرحبًا،\n\nأُلغي حجزكم:\n\n[when]\n\nلاختيار موعد آخر:\n{link}",
        ),
    },
)
_declare(
    SESSION_CANCELLED,
    _("Session cancelled"),
    {
        "fr": "{brand} : l'atelier du {day} à {hour}, {place}, est annulé. Nous sommes désolés. Une autre date : {link} ou {phone}",
        "en": "{brand}: the workshop on {day}, {hour}, {place}, is cancelled. We are sorry. Another date: {link} or {phone}",
        "ar": "نأسف، أُلغيت الورشة: {short_day} {hour}، {place}. لموعد آخر: {link} {phone}",
    },
    {
        "fr": (
            "Atelier annulé : {day} à {hour}",
            "Bonjour,\n\nNous sommes désolés : l’atelier est annulé. Ne venez pas.\n\n[when]\n\nPour choisir une autre date :\n{link}",
        ),
        "en": (
            "Workshop cancelled: {day}, {hour}",
            "Hello,\n\nWe are sorry: the workshop is cancelled. Please do not come.\n\n[when]\n\nTo choose another date:\n{link}",
        ),
        "ar": (
            "أُلغيت الورشة: {day}، {hour}",
            "مرحبًا،\n\nنأسف: أُلغيت الورشة. لا تحضروا.\n\n[when]\n\nلاختيار موعد آخر:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    SESSION_MOVED,
    _("Session moved"),
    {
        "fr": "{brand} : votre atelier change. Il a lieu {day} à {hour}, {place}, {address}. Vous ne pouvez pas ? {link} ou {phone}",
        "en": "{brand}: your workshop changes. It is now {day}, {hour}, {place}, {address}. You cannot come? {link} or {phone}",
        "ar": "موعد جديد: {short_day} {hour}، {place}، {address}. {link} {phone}",
    },
    {
        "fr": (
            "Votre atelier change : {day} à {hour}",
            "Bonjour,\n\nVotre atelier change de jour ou d’heure. Il a lieu :\n\n[when]\n\nVous ne pouvez pas venir ?\n{link}",
        ),
        "en": (
            "Your workshop changes: {day}, {hour}",
            "Hello,\n\nYour workshop changes. It is now:\n\n[when]\n\nYou cannot come? Tell us here:\n{link}",
        ),
        "ar": (
            "تغيّر موعد ورشتكم: {day}، {hour}",
            "مرحبًا،\n\nتغيّرت ورشتكم. الموعد الجديد:\n\n[when]\n\nلا يمكنكم الحضور؟ أخبرونا هنا:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    MOVED,
    _("Booking: moved to another session"),
    {
        "fr": "{brand} : c'est changé. Atelier {day} à {hour}, {place}, {address}. Voir ou annuler : {link} Une question ? {phone}",
        "en": "{brand}: it is changed. Workshop {day}, {hour}, {place}, {address}. See or cancel: {link} A question? {phone}",
        "ar": "تغيّر حجزكم: {short_day} {hour}، {place}، {address}. {link} {phone}",
    },
    {
        "fr": (
            "C’est changé : {day} à {hour}",
            "Bonjour,\n\nVotre réservation a changé. Nous vous attendons :\n\n[when]\n\nÀ apporter : {bring}\n\n"
            "Pour voir votre réservation, ou si vous ne pouvez plus venir :\n{link}",
        ),
        "en": (
            "It is changed: {day}, {hour}",
            "Hello,\n\nYour booking has changed. We expect you:\n\n[when]\n\nTo bring: {bring}\n\n"
            "To see your booking, or if you can no longer come:\n{link}",
        ),
        "ar": (
            "تغيّر حجزكم: {day}، {hour}",
            "مرحبًا،\n\nتغيّر حجزكم. نحن في انتظاركم:\n\n[when]\n\nما يجب إحضاره: {bring}\n\n"
            "لرؤية حجزكم، أو إذا لم تعد لديكم إمكانية الحضور:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    SESSION_REINSTATED,
    _("Cancelled session that takes place after all: the seat is kept"),
    {
        "fr": "{brand} : atelier rétabli {day} à {hour}, {place}. Place gardée jusqu'au {until}. Dites oui : {link} ou {phone}",
        "en": "{brand}: the cancelled workshop takes place {day}, {hour}, {place}. Seat kept until {until}. Say yes: {link} or {phone}",
        "ar": "الورشة قائمة {short_day} {hour}. مكانكم حتى {until}: {link} {phone}",
    },
    {
        "fr": (
            "L’atelier a finalement lieu : {day} à {hour}",
            "Bonjour,\n\nNous avions annulé cet atelier. Il a finalement lieu :\n\n[when]\n\n"
            "Votre place est gardée jusqu’au {until}. Vous venez ? Dites-le ici, sinon nous la donnons à quelqu’un d’autre :\n{link}",
        ),
        "en": (
            "The workshop takes place after all: {day}, {hour}",
            "Hello,\n\nWe had cancelled this workshop. It takes place after all:\n\n[when]\n\n"
            "Your seat is kept until {until}. Will you come? Tell us here, or we give it to somebody else:\n{link}",
        ),
        "ar": (
            "ستُعقد الورشة في النهاية: {day}، {hour}",
            "مرحبًا،\n\nكنا قد ألغينا هذه الورشة. ستُعقد في النهاية:\n\n[when]\n\n"
            "نحتفظ بمكانكم حتى {until}. هل ستحضرون؟ أخبرونا هنا، وإلا أعطيناه لشخص آخر:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    SESSION_REINSTATED_WAITING,
    _("Cancelled session that takes place after all: on the waiting list again"),
    {
        "fr": "{brand} : atelier rétabli {day} à {hour}, {place}. Vous attendez de nouveau une place. {link} {phone}",
        "en": "{brand}: the cancelled workshop takes place {day}, {hour}, {place}. You are on the waiting list again. {link} {phone}",
        "ar": "الورشة قائمة {short_day} {hour}. أنتم على قائمة الانتظار. {link} {phone}",
    },
    {
        "fr": (
            "L’atelier a finalement lieu : {day} à {hour}",
            "Bonjour,\n\nNous avions annulé cet atelier. Il a finalement lieu :\n\n[when]\n\n"
            "Vous êtes de nouveau sur la liste d’attente, au même rang. Pour le voir, ou ne plus attendre :\n{link}",
        ),
        "en": (
            "The workshop takes place after all: {day}, {hour}",
            "Hello,\n\nWe had cancelled this workshop. It takes place after all:\n\n[when]\n\n"
            "You are on the waiting list again, at the same place in line. To see it, or to stop waiting:\n{link}",
        ),
        "ar": (
            "ستُعقد الورشة في النهاية: {day}، {hour}",
            "مرحبًا،\n\nكنا قد ألغينا هذه الورشة. ستُعقد في النهاية:\n\n[when]\n\n"
            "أنتم على قائمة الانتظار من جديد، وبالترتيب نفسه. لرؤية ترتيبكم أو لإلغاء الانتظار:\n{link}",
        ),
    },
)
_declare(
    LOST_LINK,
    _("Booking: the link again"),
    {
        "fr": "{brand} : votre atelier {day} à {hour}, {place}, {address}. Voir ou annuler : {link} Une question ? {phone}",
        "en": "{brand}: your workshop {day}, {hour}, {place}, {address}. See or cancel: {link} A question? {phone}",
        "ar": "حجزكم: {short_day} {hour}، {place}، {address}. {link} {phone}",
    },
    {
        "fr": ("Votre réservation", "Bonjour,\n\nVoici votre réservation :\n\n[when]\n\n{link}"),
        "en": ("Your booking", "Hello,\n\nHere is your booking:\n\n[when]\n\n{link}"),
        "ar": ("حجزكم", "مرحبًا،\n\nهذا حجزكم:\n\n[when]\n\n{link}"),
    },
)
register(
    MessageKind(
        code=REPLY_UNCLEAR,
        label=_("Answer we did not understand"),
        placeholders=frozenset({"brand", "phone", "when"}),
        wordings={
            ("sms", "fr"): Wording("{brand} : nous n'avons pas compris votre réponse. Appelez-nous : {phone} ({when}). Rien n'est changé."),
            ("sms", "en"): Wording("{brand}: we did not understand your answer. Call us: {phone} ({when}). Nothing is changed."),
            ("sms", "ar"): Wording("لم نفهم جوابكم. اتصلوا بنا: \u2066{phone}\u2069. لم يتغير شيء."),
        },
    )
)
