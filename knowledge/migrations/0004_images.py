"""Covers become images; news, events and pages may have one."""

import django.db.models.deletion
from django.db import migrations

import cinterfor.images.fields
from cinterfor.images.adopting import adopt, hand_back


def described(product):
    """The title stands as published, in whatever language."""
    return {
        "alt_es": f"Portada de «{product.title}»"[:300],
        "alt_pt": f"Capa de “{product.title}”"[:300],
        "alt_en": f"Cover of “{product.title}”"[:300],
        "credit": product.publisher[:200],
    }


def forwards(apps, schema_editor):
    products = apps.get_model("knowledge", "Product").objects.all()
    adopt(products, apps.get_model("images", "Image"), "cover_file", "cover", described)
    # The columns that follow are changed in this same transaction.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def backwards(apps, schema_editor):
    hand_back(apps.get_model("knowledge", "Product").objects.all(), "cover_file", "cover")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def image_key(verbose_name, related_name):
    return cinterfor.images.fields.ImageKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="images.image",
        verbose_name=verbose_name,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("images", "0001_initial"),
        ("knowledge", "0003_workflow"),
    ]

    operations = [
        migrations.AddField("event", "image", image_key("image", "events")),
        migrations.AddField("newsitem", "image", image_key("image", "news")),
        migrations.AddField("page", "image", image_key("image", "pages")),
        migrations.RenameField("product", "cover", "cover_file"),
        migrations.AddField("product", "cover", image_key("cover", "products")),
        migrations.RunPython(forwards, backwards),
        migrations.RemoveField("product", "cover_file"),
    ]
