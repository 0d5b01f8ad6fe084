"""A StreamField whose blocks stay out of the migrations: they change with the editors' wishes, the column does not."""

from wagtail import fields


class StreamField(fields.StreamField):
    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {**kwargs, "block_lookup": {}}
