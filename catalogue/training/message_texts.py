"""The kinds of messages of this room and the wording shipped with the code (the team may replace it in the admin)."""

from django.utils.translation import gettext_lazy as _

from core.message_kinds import MessageKind, Wording, register

_COMMON = frozenset({"contact", "course", "seats", "when", "place", "link", "brand", "phone", "hours"})

CONFIRMED = register(
    MessageKind(
        code="registration_confirmed",
        label=_("registration confirmed"),
        placeholders=_COMMON,
        matters=True,
        wordings={
            ("email", "fr"): Wording(
                subject="Votre inscription est confirmée : {course}",
                body=(
                    "Bonjour {contact},\n\nVotre équipe est inscrite à la formation « {course} ».\n\n"
                    "Places : {seats}\nDates :\n{when}\nLieu : {place}\n\n"
                    "Voir l’inscription ou l’annuler :\n{link}\n"
                    "Gardez ce lien pour vous : il ouvre votre inscription.\n\n"
                    "Une question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="Your registration is confirmed: {course}",
                body=(
                    "Hello {contact},\n\nYour team is registered for the course “{course}”.\n\n"
                    "Seats: {seats}\nDates:\n{when}\nPlace: {place}\n\n"
                    "See the registration or cancel it:\n{link}\n"
                    "Keep this link to yourself: it opens your registration.\n\n"
                    "A question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="تم تأكيد تسجيلكم: {course}",
                body=(
                    "مرحبًا {contact}،\n\nتم تسجيل فريقكم في الدورة التدريبية «{course}».\n\n"
                    "عدد الأماكن: {seats}\nالمواعيد:\n{when}\nالمكان: {place}\n\n"
                    "للاطلاع على التسجيل أو إلغائه:\n{link}\n"
                    "احتفظوا بهذا الرابط لأنفسكم: فهو يفتح تسجيلكم.\n\n"
                    "هل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

WAITING = register(
    MessageKind(
        code="registration_waiting",
        label=_("registration on the waiting list"),
        placeholders=_COMMON,
        matters=True,
        wordings={
            ("email", "fr"): Wording(
                subject="Vous êtes sur la liste d’attente : {course}",
                body=(
                    "Bonjour {contact},\n\nLa session est complète. Votre équipe est sur la liste d’attente pour « {course} ».\n\n"
                    "Places demandées : {seats}\nDates :\n{when}\nLieu : {place}\n\n"
                    "Dès que des places se libèrent, nous vous écrivons. Vous n’avez rien à payer.\n\n"
                    "Voir votre demande ou l’annuler :\n{link}\n\nUne question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="You are on the waiting list: {course}",
                body=(
                    "Hello {contact},\n\nThe session is full. Your team is on the waiting list for “{course}”.\n\n"
                    "Seats asked: {seats}\nDates:\n{when}\nPlace: {place}\n\n"
                    "We write to you as soon as seats are free. There is nothing to pay.\n\n"
                    "See your request or cancel it:\n{link}\n\nA question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="أنتم على قائمة الانتظار: {course}",
                body=(
                    "مرحبًا {contact}،\n\nاكتمل عدد الأماكن. فريقكم على قائمة الانتظار لدورة «{course}».\n\n"
                    "الأماكن المطلوبة: {seats}\nالمواعيد:\n{when}\nالمكان: {place}\n\n"
                    "نراسلكم فور توفر أماكن. لا يوجد ما تدفعونه.\n\n"
                    "للاطلاع على طلبكم أو إلغائه:\n{link}\n\nهل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

OFFERED = register(
    MessageKind(
        code="registration_offered",
        label=_("seats offered to a registration that waits"),
        placeholders=_COMMON | {"until"},
        matters=True,
        when_in_doubt="double",
        wordings={
            ("email", "fr"): Wording(
                subject="Des places se libèrent : répondez avant {until}",
                body=(
                    "Bonjour {contact},\n\nDes places se libèrent pour « {course} » : {seats}.\n"
                    "Elles sont à vous jusqu’à {until}. Ensuite, nous les proposons à d’autres.\n\n"
                    "Prendre ces places :\n{link}\n\nDates :\n{when}\nLieu : {place}\n\n"
                    "Une question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="Seats are free: answer before {until}",
                body=(
                    "Hello {contact},\n\nSeats are free for “{course}”: {seats}.\n"
                    "They are yours until {until}. After that, we offer them to others.\n\n"
                    "Take these seats:\n{link}\n\nDates:\n{when}\nPlace: {place}\n\nA question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="توفرت أماكن: أجيبوا قبل {until}",
                body=(
                    "مرحبًا {contact}،\n\nتوفرت أماكن في دورة «{course}»: {seats}.\n"
                    "هي لكم حتى {until}. بعد ذلك نعرضها على غيركم.\n\n"
                    "لأخذ هذه الأماكن:\n{link}\n\nالمواعيد:\n{when}\nالمكان: {place}\n\nهل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

CHANGED = register(
    MessageKind(
        code="registration_changed",
        label=_("registration changed (seats or dates)"),
        placeholders=_COMMON,
        matters=True,
        when_in_doubt="double",
        wordings={
            ("email", "fr"): Wording(
                subject="Votre inscription a changé : {course}",
                body=(
                    "Bonjour {contact},\n\nVoici votre inscription à « {course} », telle qu’elle est maintenant.\n\n"
                    "Places : {seats}\nDates :\n{when}\nLieu : {place}\n\n"
                    "Voir l’inscription ou l’annuler :\n{link}\n\nUne question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="Your registration has changed: {course}",
                body=(
                    "Hello {contact},\n\nHere is your registration for “{course}” as it is now.\n\n"
                    "Seats: {seats}\nDates:\n{when}\nPlace: {place}\n\n"
                    "See the registration or cancel it:\n{link}\n\nA question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="تغير تسجيلكم: {course}",
                body=(
                    "مرحبًا {contact}،\n\nهذا تسجيلكم في دورة «{course}» كما هو الآن.\n\n"
                    "عدد الأماكن: {seats}\nالمواعيد:\n{when}\nالمكان: {place}\n\n"
                    "للاطلاع على التسجيل أو إلغائه:\n{link}\n\nهل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

CANCELLED = register(
    MessageKind(
        code="registration_cancelled",
        label=_("registration cancelled"),
        placeholders=_COMMON - {"seats", "place"},
        matters=True,
        when_in_doubt="double",
        wordings={
            ("email", "fr"): Wording(
                subject="Votre inscription est annulée : {course}",
                body=(
                    "Bonjour {contact},\n\nVotre inscription à « {course} » est annulée. Vos places sont libérées.\n\nDates :\n{when}\n\n"
                    "Choisir une autre date :\n{link}\n\nUne question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="Your registration is cancelled: {course}",
                body=(
                    "Hello {contact},\n\nYour registration for “{course}” is cancelled. Your seats are free again.\n\nDates:\n{when}\n\n"
                    "Choose another date:\n{link}\n\nA question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="تم إلغاء تسجيلكم: {course}",
                body=(
                    "مرحبًا {contact}،\n\nتم إلغاء تسجيلكم في دورة «{course}» وأصبحت أماكنكم متاحة لغيركم.\n\nالمواعيد:\n{when}\n\n"
                    "لاختيار موعد آخر:\n{link}\n\nهل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

SESSION_CANCELLED = register(
    MessageKind(
        code="registration_session_cancelled",
        label=_("the session of a registration is cancelled"),
        placeholders=(_COMMON - {"seats", "place"}) | {"reason"},
        matters=True,
        when_in_doubt="double",
        wordings={
            ("email", "fr"): Wording(
                subject="La session est annulée : {course}",
                body=(
                    "Bonjour {contact},\n\nNous devons annuler cette session de « {course} » : {reason}\n\nDates :\n{when}\n\n"
                    "Nous en sommes désolés. Vous n’avez rien à payer.\n"
                    "Choisir une autre date :\n{link}\n\nUne question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="The session is cancelled: {course}",
                body=(
                    "Hello {contact},\n\nWe have to cancel this session of “{course}”: {reason}\n\nDates:\n{when}\n\n"
                    "We are sorry. There is nothing to pay.\n"
                    "Choose another date:\n{link}\n\nA question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="أُلغيت الدورة: {course}",
                body=(
                    "مرحبًا {contact}،\n\nاضطررنا إلى إلغاء هذه الدورة «{course}»: {reason}\n\nالمواعيد:\n{when}\n\n"
                    "نعتذر عن ذلك. لا يوجد ما تدفعونه.\n"
                    "لاختيار موعد آخر:\n{link}\n\nهل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

SESSION_REINSTATED = register(
    MessageKind(
        code="registration_session_reinstated",
        label=_("the cancelled session of a registration takes place after all"),
        placeholders=_COMMON - {"seats", "place"},
        matters=True,
        wordings={
            ("email", "fr"): Wording(
                subject="La session a finalement lieu : {course}",
                body=(
                    "Bonjour {contact},\n\nNous avions annulé cette session de « {course} ». Elle a finalement lieu.\n\nDates :\n{when}\n\n"
                    "Votre inscription reste annulée : rien n’est dû. Pour venir, inscrivez-vous de nouveau :\n{link}\n\n"
                    "Une question ? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "en"): Wording(
                subject="The session takes place after all: {course}",
                body=(
                    "Hello {contact},\n\nWe had cancelled this session of “{course}”. It takes place after all.\n\nDates:\n{when}\n\n"
                    "Your registration stays cancelled: nothing is due. To come, register again:\n{link}\n\n"
                    "A question? {phone} ({hours})\n\n{brand}"
                ),
            ),
            ("email", "ar"): Wording(
                subject="ستُعقد الدورة في النهاية: {course}",
                body=(
                    "مرحبًا {contact}،\n\nكنا قد ألغينا هذه الدورة «{course}». ستُعقد في النهاية.\n\nالمواعيد:\n{when}\n\n"
                    "يبقى تسجيلكم ملغى ولا يوجد ما تدفعونه. للحضور، سجلوا من جديد:\n{link}\n\n"
                    "هل لديكم سؤال؟ {phone} ({hours})\n\n{brand}"
                ),
            ),
        },
    )
)

TEAM = register(
    MessageKind(
        code="registration_team_notice",
        label=_("registration: notice to the team"),
        placeholders=frozenset({"what", "organisation", "course", "seats", "when", "place", "link"}),
        wordings={
            ("email", "fr"): Wording(
                subject="{what} : {organisation}",
                body=(
                    "{what}\n\nStructure : {organisation}\nFormation : {course}\nPlaces : {seats}\n"
                    "Dates :\n{when}\nLieu : {place}\n\n{link}"
                ),
            ),
        },
    )
)
