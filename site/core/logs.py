"""Keep what is personal out of the logs: tokens in addresses, phone numbers, e-mail addresses."""

import logging
import re

_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22,}(?![A-Za-z0-9_-])")
_PHONE = re.compile(r"(?<!\d)(?:\+\d{2,3}|0)[\s.\-]?\d(?:[\s.\-]?\d{2}){4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_QUERY = re.compile(r"\?[^\s\"']+")


def mask_private(text: str) -> str:
    """Return the text with tokens, phones, e-mail addresses and query strings replaced by their kind."""
    text = _QUERY.sub("?…", text)
    text = _EMAIL.sub("[e-mail]", text)
    text = _PHONE.sub("[phone]", text)
    return _TOKEN.sub("[token]", text)


class MaskPrivate(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask_private(record.getMessage())
        record.args = ()
        return True
