"""``column__among=[…]``: like ``in``, for whole numbers of our own making.

They are written out in the query: to bind some hundred parameters costs more than to find the rows.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models


@models.IntegerField.register_lookup
class Among(models.Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[int]) -> None:
        super().__init__(lhs, [int(number) for number in rhs])

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """An empty list matches nothing."""
        column, parameters = self.process_lhs(compiler, connection)
        numbers = ",".join(map(str, self.rhs))
        return f"{column} IN ({numbers or 'NULL'})", tuple(parameters)
