"""Phone numbers as people write them in France, landlines and overseas included.

A phone number is no identity: phones are shared. It is only a way to reach somebody.
"""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EXAMPLE = "06 39 98 12 34"
_FRENCH_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", "WF", "BL", "MF")
# 06 39 98 and the other ranges kept for fiction are not allotted, yet the demo and the tests use them.
_FICTION = ("+3363998", "+3319900", "+3326191", "+3335301", "+3346571", "+3353649")


def parse_phone(text: str) -> str | None:
    """Return the number in E.164 form ("+33639981234"), or None when it cannot be one."""
    typed = (text or "").strip()
    if not typed or len(typed) > 40:
        return None
    for region in _FRENCH_REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            return None
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number) or (written.startswith(_FICTION) and len(written) == 12):
            return written
        if typed.startswith("+"):
            return None  # the same number in every region
    return None


def is_mobile(e164: str) -> bool:
    """Tell whether a number may receive text messages."""
    if e164.startswith("+3363998"):
        return True
    number = phonenumbers.parse(e164)
    return phonenumbers.number_type(number) in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def is_premium(e164: str) -> bool:
    """Tell whether calling or texting a number costs more than a call: nobody lives there, and a robot may want us to write to it."""
    number = phonenumbers.parse(e164)
    if phonenumbers.region_code_for_country_code(number.country_code or 0) == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
        return True  # satellites, international services
    return phonenumbers.number_type(number) in (phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST)


def show_phone(e164: str) -> str:
    """Return the number as it is read aloud: "06 39 98 12 34", or international when it is foreign."""
    if not e164:
        return ""
    try:
        number = phonenumbers.parse(e164, "FR")
    except phonenumbers.NumberParseException:
        return e164
    french = number.country_code in (33, 262, 590, 594, 596, 508, 687, 689, 681)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def mask_phone(e164: str) -> str:
    """Return the number with all but its last two digits hidden, for logs and lists."""
    return "•" * max(len(e164) - 2, 0) + e164[-2:]


def validate_phone(value: str) -> None:
    if parse_phone(value) is None:
        raise ValidationError(_("Write 10 digits, for example %(example)s.") % {"example": EXAMPLE})
