"""The models every room stands on."""

from .base_page import BasePage, FixedSlugMixin
from .media import Document, Image, Rendition
from .message import Message, MessageText
from .organisation import Organisation
from .site_settings import SiteSettings
from .tally import Tally
from .user import User

__all__ = [
    "BasePage",
    "Document",
    "FixedSlugMixin",
    "Image",
    "Message",
    "MessageText",
    "Organisation",
    "Rendition",
    "SiteSettings",
    "Tally",
    "User",
]
