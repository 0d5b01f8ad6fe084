"""Visitors who walk the whole journey, with or without cookies."""

import re
from html import unescape

from django.test import Client

from diagnostic.carrying import COOKIE

HIDDEN = re.compile(r'name="(state|code)" value="([^"]*)"')
ACTION = re.compile(r'<form class="flow ask" method="post" action="([^"]*)"')
TILE = re.compile(r'type="(radio|checkbox)" name="answer" value="([^"]*)"')


class Visitor:
    """Presses the buttons of the page before their eyes. ``cookies=False`` refuses them all."""

    def __init__(self, prefix: str = "", cookies: bool = True) -> None:
        self.client, self.prefix, self.cookies = Client(), prefix, cookies
        self.html, self.path, self.screens = "", "", []

    def get(self, path: str):
        return self._keep(self.client.get(path, follow=True), path)

    def start(self):
        return self.get(f"{self.prefix}/diagnostic/etape/pour-qui/")

    def send(self, answer=None, **extra):
        """Press "Continuer" with an answer (one value, several, or none); ``go=`` presses another button."""
        fields = dict(HIDDEN.findall(self.html)) | extra
        data = {name: unescape(value) for name, value in fields.items()}
        if answer is not None:
            data["answer"] = answer
        action = unescape(ACTION.search(self.html).group(1))
        return self._keep(self.client.post(action, data, follow=True), action)

    def walk(self, answers: dict, default="2", most: int = 40):
        """Answer every screen until the result: ``answers`` by the screen's name, ``default`` for scored questions."""
        for _step in range(most):
            name = self.screen
            if name == "":
                return self
            if name == "pres-de":
                self.send(**answers.get("pres-de", {"go": "skip"}))
            elif name == "porte":
                self.send(go="on")
            else:
                value = answers.get(name, default if name == "question" else self.tiles[0])
                self.send(value)
        raise AssertionError("the journey does not end")

    @property
    def screen(self) -> str:
        """The name of the screen in view; empty on the result."""
        found = ACTION.search(self.html)
        return unescape(found.group(1)).split("/etape/")[1].split("/")[0] if found else ""

    @property
    def tiles(self) -> list[str]:
        return [value for _kind, value in TILE.findall(self.html)]

    @property
    def checked(self) -> list[str]:
        return re.findall(r'name="answer" value="([^"]*)" id="[^"]*" checked', self.html)

    def field(self, name: str) -> str:
        return unescape(dict(HIDDEN.findall(self.html)).get(name, ""))

    def _keep(self, response, path: str):
        assert response.status_code < 500, response.status_code
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        self.html = response.content.decode()
        self.screens.append(self.screen)
        if not self.cookies:
            self.client.cookies.clear()
        return response


__all__ = ["COOKIE", "Visitor"]
