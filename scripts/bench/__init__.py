"""The measures of `make bench`, one module a room, each with `run() -> list of (what, measured, wanted)`."""
