"""Give each place the key by which imports recognise the same name and address in another source."""

from django.db import migrations

from catalogue.places.naming import twin_key

_BATCH = 1000


def fill(apps, schema_editor):
    Place = apps.get_model("places", "Place")
    batch = []
    for place in Place.objects.order_by("pk").only("pk", "name", "address").iterator(chunk_size=_BATCH):
        place.twin_key = twin_key(place.name, place.address)
        batch.append(place)
        if len(batch) == _BATCH:
            Place.objects.bulk_update(batch, ["twin_key"], batch_size=200)
            batch = []
    Place.objects.bulk_update(batch, ["twin_key"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("places", "0005_imports_and_duplicates")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
