"""Logos become images."""

import django.db.models.deletion
from django.db import migrations

import cinterfor.images.fields
from cinterfor.images.adopting import adopt, hand_back


def described(institution):
    """In the languages in which the institution has a name."""
    names = {code: getattr(institution, f"name_{code}") for code in ("es", "pt", "en")}
    words = {"es": "Logotipo de {}", "pt": "Logotipo de {}", "en": "Logo of {}"}
    known = {f"alt_{code}": words[code].format(name)[:300] for code, name in names.items() if name}
    own = institution.official_name or next(filter(None, names.values()), "")
    return {**known, "credit": own[:200]}


def forwards(apps, schema_editor):
    institutions = apps.get_model("network", "Institution").objects.all()
    adopt(institutions, apps.get_model("images", "Image"), "logo_file", "logo", described)
    # The columns that follow are changed in this same transaction.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def backwards(apps, schema_editor):
    hand_back(apps.get_model("network", "Institution").objects.all(), "logo_file", "logo")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ("images", "0001_initial"),
        ("network", "0002_workflow"),
    ]

    operations = [
        migrations.RenameField("institution", "logo", "logo_file"),
        migrations.AddField(
            "institution",
            "logo",
            cinterfor.images.fields.ImageKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="institutions",
                to="images.image",
                verbose_name="logo",
            ),
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RemoveField("institution", "logo_file"),
    ]
