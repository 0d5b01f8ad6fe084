"""A permanence may be given in each language a session may be given in."""

from django.db import migrations, models

import catalogue.workshops.models.permanence


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="permanencerule",
            name="language",
            field=models.CharField(
                choices=catalogue.workshops.models.permanence.delivery_languages,
                default="fr",
                max_length=10,
                verbose_name="language of delivery",
            ),
        ),
    ]
