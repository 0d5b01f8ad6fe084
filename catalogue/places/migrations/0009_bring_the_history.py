from django.db import migrations

_FIELDS = ("content_type_id", "label", "action", "data", "timestamp", "uuid", "user_id", "revision_id", "content_changed", "deleted")


def bring_the_lines(apps, schema_editor):
    """What was already written in Wagtail's own table moves here."""
    line, place_line = apps.get_model("wagtailcore", "ModelLogEntry"), apps.get_model("places", "PlaceLogEntry")
    of_places = line.objects.filter(content_type__app_label="places", content_type__model="place")
    rows = [
        place_line(place_id=int(row.object_id), **{name: getattr(row, name) for name in _FIELDS})
        for row in of_places.iterator(chunk_size=500)
        if row.object_id.isdecimal()
    ]
    place_line.objects.bulk_create(rows, batch_size=500)
    of_places.delete()


def bring_them_back(apps, schema_editor):
    line, place_line = apps.get_model("wagtailcore", "ModelLogEntry"), apps.get_model("places", "PlaceLogEntry")
    rows = [
        line(object_id=str(row.place_id), **{name: getattr(row, name) for name in _FIELDS})
        for row in place_line.objects.iterator(chunk_size=500)
    ]
    line.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("places", "0008_history_of_places"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [migrations.RunPython(bring_the_lines, bring_them_back)]
