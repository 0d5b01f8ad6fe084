"""What the words in braces stand for in a preview: believable, fictional, in each language."""

from django.conf import settings

from .helpline import helpline_for
from .message_kinds import MessageKind
from .models.message import Channel
from .outbox import in_language
from .sms_length import to_gsm

# Long values on purpose: a text that fits with these fits with most.
SAMPLES: dict[str, tuple[str, ...]] = {  # French, English, Arabic
    "address": ("12 rue des Lilas, 38000 Grenoble",) * 3,
    "answer": ("", "", ""),
    "appointment": ("libre le 3/12, 14 h", "free on 3/12, 2 pm", "متاح في 3/12، 14:00"),
    "bring": ("votre téléphone et son chargeur", "your phone and its charger", "هاتفكم وشاحنه"),
    "city": ("Grenoble",) * 3,
    "contact": ("Nadia Moreau",) * 3,
    "count": ("3",) * 3,
    "course": ("Repérer et orienter", "Spot and guide", "الرصد والتوجيه"),
    "day": ("mercredi 2 décembre", "Wednesday 2 December", "الأربعاء 2 ديسمبر"),
    "ends": ("16 h 30", "4:30 pm", "16:30"),
    "hour": ("14 h 30", "2:30 pm", "14:30"),
    "link": tuple(f"{{site}}{prefix}/reserver/r/Xk3vQ9-exempleAbCd12/" for prefix in ("", "/en", "/ar")),
    "minutes": ("30",) * 3,
    "missing": ("le nom d’une personne à joindre", "the name of somebody to reach", "اسم شخص للاتصال به"),
    "name": ("Médiathèque des Lilas",) * 3,
    "names": ("{site}/reserver/aidants/exempleAbCd12/",) * 3,
    "organisation": ("CCAS de Grenoble",) * 3,
    "page": ("{site}/lieux/12-mediatheque-des-lilas/",) * 3,
    "people": ("Awa, Sami",) * 3,
    "place": ("Emmaüs Connect Grenoble",) * 3,
    "places": ("Emmaüs Connect Grenoble, Emmaüs Connect Lyon",) * 3,
    "reason": ("la salle n’est pas disponible", "the room is not available", "القاعة غير متاحة"),
    "seats": ("3",) * 3,
    "short_day": ("mercredi 2/12", "Wednesday 2/12", "الأربعاء 2/12"),
    "source": ("Annuaire national",) * 3,
    "structure": ("CCAS de Grenoble",) * 3,
    "until": ("1/12 18 h", "1/12 6 pm", "1/12 18:00"),
    "what": ("un téléphone", "a phone", "هاتف"),
    "why": ("le fichier ne répond pas", "the file does not answer", "الملف لا يستجيب"),
    "workshop": ("Premiers pas avec mon téléphone", "First steps with my phone", "خطواتي الأولى مع هاتفي"),
}
_DATES = (
    "du lundi 7 au mardi 8 décembre, de 9 h à 17 h",
    "Monday 7 to Tuesday 8 December, 9 am to 5 pm",
    "من الإثنين 7 إلى الثلاثاء 8 ديسمبر، من 09:00 إلى 17:00",
)
_ORDER = ("fr", "en", "ar")


def samples_for(kind: MessageKind, channel: str, language: str) -> dict[str, str]:
    """Return a value for each placeholder of a kind; the brand and the phone are those of the site."""
    helpline = helpline_for(None)
    with in_language(language):
        values = {"brand": helpline.brand, "phone": helpline.phone, "hours": helpline.when, "when": helpline.when}
    if "hours" in kind.placeholders or "phone" not in kind.placeholders:
        values["when"] = _DATES[_position(language)]  # there it says when a course takes place
    values = {name: values.get(name) or _sample(name, language) for name in kind.placeholders}
    return {name: to_gsm(value) for name, value in values.items()} if channel == Channel.SMS else values


def _sample(name: str, language: str) -> str:
    known = SAMPLES.get(name)
    return known[_position(language)].replace("{site}", settings.SITE_URL) if known else f"({name})"


def _position(language: str) -> int:
    return _ORDER.index(language) if language in _ORDER else 0
