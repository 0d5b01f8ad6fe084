"""How many times somebody did something lately; kept in the database, so that all the processes of the site count together."""

from django.db import models


class Tally(models.Model):
    """``key`` is a keyed digest of what is counted and from whom: nobody can be read in it. The row is erased after ``until``."""

    key = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.count}"
