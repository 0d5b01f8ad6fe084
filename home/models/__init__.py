"""Editorial pages, key figures, and what stands in the header and the footer."""

from .content_page import ContentPage
from .home_page import HomePage
from .key_figure import KeyFigure
from .menus import Footer, Navigation

__all__ = ["ContentPage", "Footer", "HomePage", "KeyFigure", "Navigation"]
