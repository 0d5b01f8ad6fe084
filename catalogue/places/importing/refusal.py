"""What stops an import as a whole."""


class UnreadableFile(Exception):
    """The file as a whole cannot be imported; the message is a sentence for the person who sent it."""
