"""What cannot be done with a stock. The views say each in a sentence, with the next thing to do."""


class StockError(Exception):
    """Base of this package's errors."""


class NotSold(StockError):
    """The place does not sell this kind."""


class NotEnough(StockError):
    """More would be sold than is left; ``left`` is the number, or None when nobody counts them."""

    def __init__(self, left: int | None) -> None:
        super().__init__(left)
        self.left = left


class TooLate(StockError):
    """The sale was recorded on another day, or taken back already."""
