"""Keep what is personal out of the logs: tokens in addresses, phone numbers, e-mail addresses."""

import logging
import re
from typing import Any

_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22,}(?![A-Za-z0-9_-])")
_IS_DRAWN = re.compile(r"(?=.*[A-Z])(?=.*[0-9])")
_PHONE = re.compile(r"(?<!\d)(?:\+\d{2,3}|0)[\s.\-]?\d(?:[\s.\-]?\d{2}){4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_QUERY = re.compile(r"\?[^\s\"']+")


def mask_private(text: str) -> str:
    """Return the text with tokens, phones, e-mail addresses and query strings replaced by their kind."""
    text = _QUERY.sub("?…", text)
    text = _EMAIL.sub("[e-mail]", text)
    text = _PHONE.sub("[phone]", text)
    return _TOKEN.sub("[token]", text)


def _mask_trace(text: str) -> str:
    """A traceback keeps the names of functions, long as they are; a token has capitals and figures in it."""
    text = _EMAIL.sub("[e-mail]", _PHONE.sub("[phone]", text))
    return _TOKEN.sub(lambda found: "[token]" if _IS_DRAWN.match(found[0]) else found[0], text)


class PrivateFormatter(logging.Formatter):
    """A traceback ends with what the error says, and a database's error quotes the row: it is masked too."""

    def formatException(self, exc_info: Any) -> str:
        return _mask_trace(super().formatException(exc_info))


class MaskPrivate(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask_private(record.getMessage())
        record.args = ()
        return True
