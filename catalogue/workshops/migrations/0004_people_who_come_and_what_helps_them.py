"""A booking says who comes to help and whether the phone is shared; a person may give a last name and choose what to prepare."""

import django.core.validators
from django.db import migrations, models

import catalogue.workshops.arrangements


class Migration(migrations.Migration):
    dependencies = [("workshops", "0003_requests_for_workshops_elsewhere")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="companions",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="They take no seat.",
                validators=[django.core.validators.MaxValueValidator(2)],
                verbose_name="people who come to help",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="phone_is_shared",
            field=models.BooleanField(default=False, verbose_name="others use this phone too"),
        ),
        migrations.AddField(
            model_name="participant",
            name="arrangements",
            field=models.JSONField(
                blank=True, default=list, validators=[catalogue.workshops.arrangements.check_codes], verbose_name="what to prepare"
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="last_name",
            field=models.CharField(blank=True, max_length=60, verbose_name="last name"),
        ),
    ]
