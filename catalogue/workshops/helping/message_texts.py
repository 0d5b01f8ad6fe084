"""What is written to people somebody booked for, and to those who book for others."""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, register

from .. import message_texts as kinds
from ..message_texts import PLACEHOLDERS, wordings_of

BY_HELPER = PLACEHOLDERS | {"structure"}
TO_HELPER = PLACEHOLDERS | {"structure", "people", "count"}
OF_LINK = frozenset({"brand", "structure", "link", "until", "phone", "when"})

CONFIRMED_BY_HELPER = "booking_confirmed_by_helper"
WAITING_BY_HELPER = "waiting_joined_by_helper"
HELPER_LINK = "helper_link"
HELPER_OFFERED = "helper_seat_offered"
HELPER_REMINDER = "helper_reminder"
HELPER_CANCELLED = "helper_booking_cancelled"
HELPER_SESSION_CANCELLED = "helper_session_cancelled"
HELPER_SESSION_MOVED = "helper_session_moved"
HELPER_MOVED = "helper_booking_moved"
BLOCK_REMINDER = "block_reminder"
BLOCK_RELEASED = "block_released"

# To a helper who wanted no more text messages, these are said by a human.
SAID_BY_A_HUMAN = {HELPER_OFFERED, HELPER_SESSION_CANCELLED}

# What a person reads instead, when somebody booked for them.
FOR_PERSON = {kinds.CONFIRMED: CONFIRMED_BY_HELPER, kinds.WAITING: WAITING_BY_HELPER}
# What the helper reads, and whether once for each person or once for all those of a session.
FOR_HELPER = {
    kinds.OFFERED: (HELPER_OFFERED, True),
    kinds.SESSION_REINSTATED: (HELPER_OFFERED, True),  # the seat is kept for an answer, as an offered one
    kinds.REMINDER_2D: (HELPER_REMINDER, False),
    kinds.CANCELLED: (HELPER_CANCELLED, True),
    kinds.SESSION_CANCELLED: (HELPER_SESSION_CANCELLED, False),
    kinds.SESSION_MOVED: (HELPER_SESSION_MOVED, False),
    kinds.MOVED: (HELPER_MOVED, True),
}


def _declare(
    code: str, label, placeholders: frozenset[str], sms: dict[str, str], email: dict[str, tuple[str, str]], *, matters: bool = False
) -> None:
    register(
        MessageKind(
            code=code,
            label=label,
            placeholders=placeholders,
            wordings=wordings_of(sms, email),
            matters=matters,
            when_in_doubt="double" if matters or code in (HELPER_CANCELLED, HELPER_MOVED, BLOCK_RELEASED) else "lose",
            after_stop="drop" if code in (HELPER_REMINDER, BLOCK_REMINDER) else "call" if code in SAID_BY_A_HUMAN else "send",
        )
    )


_declare(
    CONFIRMED_BY_HELPER,
    _("Booking made by a helper: the seat is booked"),
    BY_HELPER,
    {
        "fr": "{brand} : {structure} a réservé pour vous. Atelier {day} à {hour}, {place}, {address}. Voir ou annuler : {link} {phone}",
        "en": "{brand}: {structure} booked for you. Workshop {day}, {hour}, {place}, {address}. See or cancel: {link} {phone}",
        "ar": "حجز لكم {structure}: {short_day} {hour}، {place}. {link} {phone}",
    },
    {
        "fr": (
            "C’est réservé : {day} à {hour}",
            "Bonjour,\n\n{structure} a réservé une place pour vous.\n\n[when]\n\nÀ apporter : {bring}\nC’est gratuit.\n\n"
            "Pour voir votre réservation, ou si vous ne pouvez plus venir :\n{link}",
        ),
        "en": (
            "You are booked: {day}, {hour}",
            "Hello,\n\n{structure} booked a seat for you.\n\n[when]\n\nTo bring: {bring}\nIt is free.\n\n"
            "To see your booking, or if you can no longer come:\n{link}",
        ),
        "ar": (
            "تم الحجز: {day}، {hour}",
            "مرحبًا،\n\nحجز لكم {structure} مكانًا.\n\n[when]\n\nما يجب إحضاره: {bring}\nالورشة مجانية.\n\n"
            "لرؤية حجزكم، أو إذا لم تعد لديكم إمكانية الحضور:\n{link}",
        ),
    },
)
_declare(
    WAITING_BY_HELPER,
    _("Booking made by a helper: on the waiting list"),
    BY_HELPER,
    {
        "fr": "{brand} : {structure} attend une place pour vous, {day} à {hour}, {place}. Nous écrirons. {link} {phone}",
        "en": "{brand}: {structure} asks for a seat for you, workshop {day}, {hour}, {place}. We write when one is free. {link} {phone}",
        "ar": "طلب لكم {structure} مكانًا: {short_day} {hour}، {place}. {link} {phone}",
    },
    {
        "fr": (
            "Vous êtes sur la liste d’attente",
            "Bonjour,\n\n{structure} a demandé une place pour vous. Vous attendez une place pour :\n\n[when]\n\n"
            "Nous vous écrivons dès qu’une place se libère.\n\nPour voir votre numéro sur la liste, ou ne plus attendre :\n{link}",
        ),
        "en": (
            "You are on the waiting list",
            "Hello,\n\n{structure} asked for a seat for you. You are waiting for a seat at:\n\n[when]\n\n"
            "We write to you as soon as a seat is free.\n\nTo see your place in line, or to stop waiting:\n{link}",
        ),
        "ar": (
            "أنتم على قائمة الانتظار",
            "مرحبًا،\n\nطلب لكم {structure} مكانًا. أنتم تنتظرون مكانًا في:\n\n[when]\n\nسنكتب لكم عندما يتوفر مكان.\n\n"
            "لرؤية ترتيبكم أو لإلغاء الانتظار:\n{link}",
        ),
    },
)
_declare(
    HELPER_LINK,
    _("Helpers: the private link"),
    OF_LINK,
    {
        "fr": "{brand} : votre lien pour réserver pour d'autres : {link} Gardez-le, ne le donnez à personne. Une question ? {phone}",
        "en": "{brand}: your link to book for others: {link} Keep it, give it to nobody. A question? {phone}",
        "ar": "رابطكم للحجز للآخرين: {link} {phone}",
    },
    {
        "fr": (
            "Votre lien pour réserver pour d’autres",
            "Bonjour,\n\nVoici le lien de {structure} pour réserver des places pour les personnes que vous accompagnez :\n\n{link}\n\n"
            "Gardez ce message, ou ajoutez la page à vos favoris. Le lien est personnel : ne le donnez à personne.\n"
            "Il fonctionne jusqu’au {until}. Vous n’avez rien demandé ? Ne faites rien.",
        ),
        "en": (
            "Your link to book for others",
            "Hello,\n\nHere is the link of {structure} to book seats for the people you follow:\n\n{link}\n\n"
            "Keep this message, or add the page to your favourites. The link is personal: give it to nobody.\n"
            "It works until {until}. You asked for nothing? Do nothing.",
        ),
        "ar": (
            "رابطكم للحجز للآخرين",
            "مرحبًا،\n\nهذا رابط {structure} لحجز أماكن للأشخاص الذين ترافقونهم:\n\n{link}\n\n"
            "احتفظوا بهذه الرسالة أو أضيفوا الصفحة إلى المفضلة. الرابط شخصي: لا تعطوه لأحد.\n"
            "يعمل الرابط حتى {until}. لم تطلبوا شيئًا؟ لا تفعلوا شيئًا.",
        ),
    },
)
_declare(
    HELPER_OFFERED,
    _("Helpers: a seat is free for somebody who waited"),
    TO_HELPER,
    {
        "fr": "{brand} : une place est libre pour {people}, {day} à {hour}, {place}, jusqu'au {until}. Dites oui : {link} ou {phone}",
        "en": "{brand}: a seat is free for {people}, {day}, {hour}, {place}, until {until}. Say yes: {link} or {phone}",
        "ar": "مكان لـ{people} {short_day} حتى {until}: {link} {phone}",
    },
    {
        "fr": (
            "Une place est libre pour {people}",
            "Bonjour,\n\nUne place s’est libérée pour {people} :\n\n[when]\n\nNous la gardons jusqu’au {until}.\n\n"
            "Pour la prendre ou la laisser :\n{link}",
        ),
        "en": (
            "A seat is free for {people}",
            "Hello,\n\nA seat is now free for {people}:\n\n[when]\n\nWe keep it until {until}.\n\nTo take it or leave it:\n{link}",
        ),
        "ar": (
            "توفر مكان لـ{people}",
            "مرحبًا،\n\nتوفر مكان لـ{people}:\n\n[when]\n\nنحتفظ به حتى {until}.\n\nلقبوله أو تركه:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    HELPER_REMINDER,
    _("Helpers: reminder, two days before"),
    TO_HELPER,
    {
        "fr": "{brand} : rappel, {day} à {hour}, {place}. Vous avez inscrit : {people}. Un changement ? {link} ou {phone}",
        "en": "{brand}: reminder, {day}, {hour}, {place}. You booked for: {people}. A change? {link} or {phone}",
        "ar": "تذكير: {short_day} {hour}، {people}. {link} {phone}",
    },
    {
        "fr": (
            "Rappel : {day} à {hour}",
            "Bonjour,\n\nNous attendons bientôt les personnes que vous avez inscrites : {people}.\n\n[when]\n\nÀ apporter : {bring}\n\n"
            "Rappelez-leur le rendez-vous, s’il vous plaît. Un changement ? Dites-le ici :\n{link}",
        ),
        "en": (
            "Reminder: {day}, {hour}",
            "Hello,\n\nWe will soon see the people you booked for: {people}.\n\n[when]\n\nTo bring: {bring}\n\n"
            "Please remind them. A change? Tell us here:\n{link}",
        ),
        "ar": (
            "تذكير: {day}، {hour}",
            "مرحبًا،\n\nنحن في انتظار الأشخاص الذين حجزتم لهم قريبًا: {people}.\n\n[when]\n\nما يجب إحضاره: {bring}\n\n"
            "ذكّروهم بالموعد من فضلكم. هل من تغيير؟ أخبرونا هنا:\n{link}",
        ),
    },
)
_declare(
    HELPER_CANCELLED,
    _("Helpers: somebody’s seat is cancelled"),
    TO_HELPER,
    {
        "fr": "{brand} : la place de {people} le {day} à {hour} est annulée. Pour une autre date : {link} ou {phone}",
        "en": "{brand}: the seat of {people} on {day}, {hour} is cancelled. For another date: {link} or {phone}",
        "ar": "أُلغي حجز {people}: {short_day} {hour}. {link} {phone}",
    },
    {
        "fr": (
            "La place de {people} est annulée",
            "Bonjour,\n\nLa place de {people} est annulée :\n\n[when]\n\nPour choisir une autre date :\n{link}",
        ),
        "en": (
            "The seat of {people} is cancelled",
            "Hello,\n\nThe seat of {people} is cancelled:\n\n[when]\n\nTo choose another date:\n{link}",
        ),
        "ar": (
            "أُلغي حجز {people}",
            "مرحبًا،\n\nأُلغي حجز {people}:\n\n[when]\n\nلاختيار موعد آخر:\n{link}",
        ),
    },
)
_declare(
    HELPER_SESSION_CANCELLED,
    _("Helpers: session cancelled"),
    TO_HELPER,
    {
        "fr": "{brand} : l'atelier du {day} à {hour}, {place}, est annulé. Prévenez : {people}. Une autre date : {link} ou {phone}",
        "en": "{brand}: the workshop on {day}, {hour}, {place}, is cancelled. Please tell: {people}. Another date: {link} or {phone}",
        "ar": "أُلغيت الورشة {short_day} {hour}. أخبروا {people}. {link} {phone}",
    },
    {
        "fr": (
            "Atelier annulé : {day} à {hour}",
            "Bonjour,\n\nNous sommes désolés : l’atelier est annulé. Prévenez, s’il vous plaît : {people}.\n\n[when]\n\n"
            "Pour choisir une autre date :\n{link}",
        ),
        "en": (
            "Workshop cancelled: {day}, {hour}",
            "Hello,\n\nWe are sorry: the workshop is cancelled. Please tell: {people}.\n\n[when]\n\nTo choose another date:\n{link}",
        ),
        "ar": (
            "أُلغيت الورشة: {day}، {hour}",
            "مرحبًا،\n\nنأسف: أُلغيت الورشة. أخبروا من فضلكم: {people}.\n\n[when]\n\nلاختيار موعد آخر:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    HELPER_SESSION_MOVED,
    _("Helpers: session moved"),
    TO_HELPER,
    {
        "fr": "{brand} : l'atelier change. Il a lieu {day} à {hour}, {place}. Prévenez : {people}. Un souci ? {link} ou {phone}",
        "en": "{brand}: the workshop changes. It is now {day}, {hour}, {place}. Please tell: {people}. Any trouble? {link} or {phone}",
        "ar": "موعد جديد {short_day} {hour}. أخبروا {people}. {link} {phone}",
    },
    {
        "fr": (
            "Un atelier change : {day} à {hour}",
            "Bonjour,\n\nL’atelier change de jour ou d’heure. Prévenez, s’il vous plaît : {people}. Il a lieu :\n\n[when]\n\n"
            "Quelqu’un ne peut pas venir ? Dites-le ici :\n{link}",
        ),
        "en": (
            "A workshop changes: {day}, {hour}",
            "Hello,\n\nThe workshop changes its day or hour. Please tell: {people}. It is now:\n\n[when]\n\n"
            "Somebody cannot come? Tell us here:\n{link}",
        ),
        "ar": (
            "تغيّر موعد ورشة: {day}، {hour}",
            "مرحبًا،\n\nتغيّر يوم أو ساعة الورشة. أخبروا من فضلكم: {people}. الموعد الجديد:\n\n[when]\n\n"
            "لا يستطيع أحدهم الحضور؟ أخبرونا هنا:\n{link}",
        ),
    },
    matters=True,
)
_declare(
    HELPER_MOVED,
    _("Helpers: somebody is moved to another session"),
    TO_HELPER,
    {
        "fr": "{brand} : {people} vient maintenant {day} à {hour}, {place}, {address}. Un souci ? {link} ou {phone}",
        "en": "{brand}: {people} now comes {day}, {hour}, {place}, {address}. Any trouble? {link} or {phone}",
        "ar": "موعد {people} الجديد: {short_day} {hour}. {link} {phone}",
    },
    {
        "fr": (
            "{people} vient {day} à {hour}",
            "Bonjour,\n\nLa réservation de {people} a changé. Nous l’attendons :\n\n[when]\n\nUn souci ? Dites-le ici :\n{link}",
        ),
        "en": (
            "{people} comes {day}, {hour}",
            "Hello,\n\nThe booking of {people} has changed. We expect them:\n\n[when]\n\nAny trouble? Tell us here:\n{link}",
        ),
        "ar": (
            "موعد {people}: {day}، {hour}",
            "مرحبًا،\n\nتغيّر حجز {people}. الموعد الجديد:\n\n[when]\n\nهل من مشكلة؟ أخبرونا هنا:\n{link}",
        ),
    },
)
_declare(
    BLOCK_REMINDER,
    _("Helpers: names are missing for seats that are kept"),
    TO_HELPER,
    {
        "fr": "{brand} : places gardées sans prénom : {count}, {day} à {hour}, {place}. Donnez-les avant {until} : {link} {phone}",
        "en": "{brand}: seats kept without a name: {count}, {day}, {hour}, {place}. Give the names before {until}: {link} {phone}",
        "ar": "أماكن بلا أسماء: {count}، {short_day}. حتى {until}: {link} {phone}",
    },
    {
        "fr": (
            "Il manque des prénoms : {day} à {hour}",
            "Bonjour,\n\nPlaces gardées pour {structure}, sans prénom pour le moment : {count}.\n\n[when]\n\n"
            "Donnez les prénoms avant {until}. Ensuite, les places sans prénom vont à d’autres.\n{link}",
        ),
        "en": (
            "Names are missing: {day}, {hour}",
            "Hello,\n\nSeats kept for {structure}, without a name for now: {count}.\n\n[when]\n\n"
            "Give the names before {until}. After that, seats without a name go to others.\n{link}",
        ),
        "ar": (
            "أسماء ناقصة: {day}، {hour}",
            "مرحبًا،\n\nنحتفظ بعدد {count} من الأماكن لـ{structure} بلا أسماء حتى الآن:\n\n[when]\n\n"
            "أعطوا الأسماء قبل {until}. بعد ذلك تذهب الأماكن بلا أسماء إلى آخرين.\n{link}",
        ),
    },
)
_declare(
    BLOCK_RELEASED,
    _("Helpers: seats without a name are given back"),
    TO_HELPER,
    {
        "fr": "{brand} : places rendues, faute de prénom : {count}, {day} à {hour}, {place}. Les autres restent. {link} {phone}",
        "en": "{brand}: seats given back, for want of a name: {count}, {day}, {hour}, {place}. The others stay. {link} {phone}",
        "ar": "أُعيدت الأماكن بلا أسماء: {count}، {short_day}. {link} {phone}",
    },
    {
        "fr": (
            "Des places sans prénom sont rendues",
            "Bonjour,\n\nPlaces gardées pour {structure} et restées sans prénom : {count}. Elles vont à d’autres personnes.\n\n[when]\n\n"
            "Les personnes dont vous avez donné le prénom gardent leur place. Pour réserver encore :\n{link}",
        ),
        "en": (
            "Seats without a name are given back",
            "Hello,\n\nSeats kept for {structure} that had no name: {count}. They go to other people.\n\n[when]\n\n"
            "The people you named keep their seats. To book more:\n{link}",
        ),
        "ar": (
            "أُعيدت أماكن بلا أسماء",
            "مرحبًا،\n\nعدد الأماكن المحجوزة لـ{structure} بلا أسماء: {count}. ستذهب إلى أشخاص آخرين.\n\n[when]\n\n"
            "من أعطيتم أسماءهم يحتفظون بأماكنهم. لحجز المزيد:\n{link}",
        ),
    },
)
