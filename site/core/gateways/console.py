"""Print messages: what `make run` uses, so that nobody is ever texted by a demonstration."""

import sys

from .base import Outgoing


class ConsoleGateway:
    def send(self, message: Outgoing) -> str:
        head = f"--- to {message.to} ({message.language})"
        sys.stdout.write("\n".join([head, *([message.subject] if message.subject else []), message.body, "---", ""]))
        sys.stdout.flush()
        return "console"
