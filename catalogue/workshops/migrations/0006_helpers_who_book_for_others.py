"""Those who book for others: their private link, the seats they keep, what people are sent for."""

import catalogue.workshops.models.helping
import core.tokens
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_series_of_sessions"),
        ("core", "0003_tally"),
        ("places", "0013_closed_days"),
        ("workshops", "0005_calls_asked_for_and_followed_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="receives",
            field=models.CharField(
                choices=[("person", "the person"), ("helper", "the helper"), ("both", "both")],
                default="person",
                max_length=10,
                verbose_name="who receives the messages",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="shares_attendance",
            field=models.BooleanField(default=False, verbose_name="lets the helper know who came"),
        ),
        migrations.AlterField(
            model_name="booking",
            name="channel",
            field=models.CharField(
                choices=[("web", "on the site"), ("phone", "by phone"), ("walk_in", "on the spot"), ("helper", "by a helper")],
                default="web",
                max_length=10,
                verbose_name="made",
            ),
        ),
        migrations.CreateModel(
            name="Helper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "structure",
                    models.CharField(help_text="People are told that it booked for them.", max_length=120, verbose_name="structure"),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("phone", models.CharField(blank=True, db_index=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, db_index=True, max_length=254, verbose_name="professional e-mail")),
                ("language", models.CharField(default="fr", max_length=10, verbose_name="language")),
                ("near_label", models.CharField(blank=True, max_length=120, verbose_name="looks for seats around")),
                ("near_lat", models.FloatField(blank=True, editable=False, null=True)),
                ("near_lon", models.FloatField(blank=True, editable=False, null=True)),
                (
                    "token",
                    models.CharField(default=core.tokens.new_token, editable=False, max_length=22, unique=True, verbose_name="token"),
                ),
                ("key", models.CharField(default=core.tokens.new_token, editable=False, max_length=64, unique=True)),
                (
                    "expires_at",
                    models.DateTimeField(default=catalogue.workshops.models.helping.link_end, verbose_name="the link works until"),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="link revoked")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last booking")),
                ("purged_at", models.DateTimeField(blank=True, null=True, verbose_name="name and contact erased")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="Once linked, the helper books the sessions reserved to the public of this organisation.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="helpers",
                        to="core.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "helper",
                "verbose_name_plural": "helpers",
                "ordering": ["structure", "name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="helper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="bookings",
                to="workshops.helper",
                verbose_name="helper",
            ),
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comes_for",
                    models.CharField(
                        choices=[
                            ("laptop", "Laptops"),
                            ("smartphone", "Smartphones"),
                            ("tablet", "Tablets"),
                            ("basic_phone", "Simple phones with keys"),
                            ("sim_card", "Prepaid SIM cards"),
                            ("top_up", "Top-up cards"),
                            ("operator", "Advice on a plan or with an operator"),
                        ],
                        max_length=20,
                        verbose_name="comes for",
                    ),
                ),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referral", to="workshops.booking", verbose_name="booking"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="places.stockreferral",
                        verbose_name="referral to buy",
                    ),
                ),
            ],
            options={
                "verbose_name": "what a person is sent for",
                "verbose_name_plural": "what people are sent for",
                "ordering": ["booking"],
            },
        ),
        migrations.CreateModel(
            name="SeatBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=core.tokens.new_token, editable=False, max_length=64, unique=True)),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(15)],
                        verbose_name="seats kept",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kept since")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="unnamed seats given back")),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="workshops.helper", verbose_name="helper"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seat_blocks",
                        to="agenda.session",
                        verbose_name="workshop session",
                    ),
                ),
            ],
            options={
                "verbose_name": "seats kept for a structure",
                "verbose_name_plural": "seats kept for structures",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["released_at", "session"], name="workshops_block_kept")],
            },
        ),
    ]
