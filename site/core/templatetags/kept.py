"""`{% keep "footer" helpline footer %}…{% endkeep %}`: a part of the page made once for the values it depends on, in each language.

The values are told from each other by equality, so a part is never out of date; those that come and go are few. What stands inside may
name nothing else that changes.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.functional import LazyObject, empty
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST = 100

_parts: OrderedDict[Hashable, SafeString] = OrderedDict()
_lock = Lock()


@register.tag
def keep(parser: Parser, token: Token) -> "KeptNode":
    _tag, name, *values = token.split_contents()
    nodes = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(value) for value in values], nodes)


class KeptNode(template.Node):
    def __init__(self, name: str, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context: template.Context) -> SafeString:
        key = (self.name, get_language(), settings.DEMO, *(_plain(value.resolve(context)) for value in self.values))
        part = _parts.get(key)
        if part is None:
            part = self.nodelist.render(context)
            with _lock:
                _parts[key] = part
                while len(_parts) > MOST:
                    _parts.popitem(last=False)
        return part


def _plain(value: Any) -> Hashable:
    """The value itself, out of what reads it late: a key outlives its request."""
    if isinstance(value, LazyObject):
        if value._wrapped is empty:
            value._setup()
        return value._wrapped
    return value
