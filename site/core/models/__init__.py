"""The models every room stands on."""

from .base_page import BasePage, FixedSlugMixin
from .media import Document, Image, Rendition
from .message import Message, MessageText
from .organisation import Organisation
from .receiving import EarlyReceipt, IncomingMessage, OptOut, SentCount
from .site_settings import SiteSettings
from .tally import Tally
from .user import User

__all__ = [
    "BasePage",
    "Document",
    "EarlyReceipt",
    "FixedSlugMixin",
    "Image",
    "IncomingMessage",
    "Message",
    "MessageText",
    "OptOut",
    "Organisation",
    "Rendition",
    "SentCount",
    "SiteSettings",
    "Tally",
    "User",
]
