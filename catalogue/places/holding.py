"""Ask for the places whose list holds a value, hidden and archived ones too: for the admin. The public search has its facets."""

from django.db import connections
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL


def holding(places: QuerySet, field: str, value: str) -> QuerySet:
    """Keep the places whose JSON list ``field`` (a name of the code's own, never one typed) holds a value."""
    column = f'"{places.model._meta.db_table}"."{places.model._meta.get_field(field).column}"'
    if connections[places.db].vendor == "postgresql":
        sql, parameters = f"{column} @> jsonb_build_array(%s::text)", [value]
    else:
        sql, parameters = f"EXISTS (SELECT 1 FROM json_each({column}) AS one WHERE one.value = %s)", [value]  # noqa: S608
    return places.filter(RawSQL(sql, parameters, output_field=BooleanField()))  # noqa: S611  # the column is a field of the model
