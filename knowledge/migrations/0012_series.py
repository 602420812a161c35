import re

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import knowledge.identifiers
from django.db import migrations, models
from django.utils.text import slugify

# As the loader reads it: what comes behind the last comma, where there is a digit in it.
NUMBER = re.compile(r",\s*([^,]*\d[^,]*)$")
OF_ISSUES = {"article", "bulletin"}
OPCLASS = django.contrib.postgres.indexes.OpClass
UPPER = django.db.models.functions.text.Upper
WORDS = ["title", "translated_title_es", "translated_title_pt", "translated_title_en", "isbn", "issn", "doi"]


def parted(printed):
    printed = " ".join((printed or "").split())
    found = NUMBER.search(printed)
    title, number = (printed[: found.start()], found[1].strip()) if found else (printed, "")
    # A number that no column takes is a part of the title.
    return (title, number) if title and len(number) <= 20 else (printed, "")


def part_series_and_numbers(apps, schema_editor):
    """“Trazos de la Formación, 9” becomes a series and the number in it."""
    Product, Series = apps.get_model("knowledge", "Product"), apps.get_model("knowledge", "Series")
    products = list(Product.objects.exclude(series_as_printed="").order_by("pk"))
    members = {}
    for product in products:
        members.setdefault(parted(product.series_as_printed)[0], []).append(product)
    made = {}
    for title, own in members.items():
        numbers = {product.issn for product in own if product.issn}
        is_periodical = any(product.kind in OF_ISSUES for product in own)
        short, number = slugify(title)[:110].strip("-") or "series", 1
        slug = short
        while Series.objects.filter(slug=slug).exists():
            number += 1
            slug = f"{short}-{number}"
        made[title] = Series.objects.create(
            slug=slug,
            title=title,
            kind="periodical" if is_periodical else "monographic",
            issn=numbers.pop() if len(numbers) == 1 else "",
        )
    for product in products:
        title, number = parted(product.series_as_printed)
        # Not `save`: nobody has changed anything about the work.
        Product.objects.filter(pk=product.pk).update(series=made[title], number=number)


class Migration(migrations.Migration):

    dependencies = [
        ("knowledge", "0011_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="short name")),
                ("title", models.CharField(max_length=200, unique=True, verbose_name="title")),
                ("kind", models.CharField(choices=[("monographic", "Series of monographs"), ("periodical", "Periodical")], default="monographic", max_length=12, verbose_name="kind")),
                ("issn", models.CharField(blank=True, max_length=9, validators=[knowledge.identifiers.validate_issn], verbose_name="ISSN")),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series and periodicals",
                "ordering": ["title"],
                "indexes": [django.contrib.postgres.indexes.GinIndex(OPCLASS(UPPER("title"), name="gin_trgm_ops"), name="knowledge_series_words")],
            },
        ),
        migrations.RemoveIndex(model_name="product", name="knowledge_product_series"),
        migrations.RemoveIndex(model_name="product", name="knowledge_product_words"),
        migrations.RenameField(model_name="product", old_name="series", new_name="series_as_printed"),
        migrations.AddField(
            model_name="product",
            name="series",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="products", to="knowledge.series", verbose_name="series"),
        ),
        migrations.AddField(
            model_name="product",
            name="volume",
            field=models.CharField(blank=True, max_length=20, verbose_name="volume"),
        ),
        migrations.AddField(
            model_name="product",
            name="number",
            field=models.CharField(blank=True, max_length=20, verbose_name="number in the series"),
        ),
        migrations.RunPython(part_series_and_numbers, migrations.RunPython.noop),
        # Constraints that wait for the end of the transaction stand in the way of the next step.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="product", name="series_as_printed"),
        migrations.AddIndex(
            model_name="product",
            index=django.contrib.postgres.indexes.GinIndex(*(OPCLASS(UPPER(name), name="gin_trgm_ops") for name in WORDS), name="knowledge_product_words"),
        ),
    ]
