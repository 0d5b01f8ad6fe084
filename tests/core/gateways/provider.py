"""A provider of text messages on this machine, spoken to over real sockets: it does what it is told and keeps what it was asked."""

import json
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """``how``: "answer", "cut" (the line breaks once the request was read) or "stall" (nothing comes until the end of the test)."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "answer"


class Provider:
    """``answers`` are given one after the other to each POST, the last one again and again; ``pages`` answer GETs by path."""

    def __init__(self, *answers: Answer, pages: dict[str, Any] | None = None) -> None:
        self.answers, self.pages, self.asked = list(answers), pages or {}, []
        self.over = threading.Event()
        self.came = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            do_POST = do_GET

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> "Provider":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def sent(self) -> list[Asked]:
        """The messages it was handed."""
        return [asked for asked in self.asked if asked.method == "POST"]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append(Asked(handler.command, parts.path, parse_qs(parts.query), headers, body))
        if handler.command == "GET":
            found = self.pages.get(parts.path, [])
            answer = found if isinstance(found, Answer) else Answer(body=found(parts.query) if callable(found) else found)
        else:
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.came.set()
        if answer.how == "stall":
            self.over.wait(30)
        if answer.how in ("cut", "stall"):
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        text = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        handler.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(text)), **answer.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(text)


def nobody_listens() -> str:
    """Return an address where no server stands."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
