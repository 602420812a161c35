"""Prepare the portal's database as `make run` does, and add what the shipped records have no example of."""

import os

import django
from django.apps import apps

#: The news item that is withdrawn, so that an address says 410.
EXAMPLES = {("news", "withdrawn"): "withdrawn-for-the-proof"}
ADMINISTRATOR = {"username": "proof", "password": "proof-of-everything"}


def main() -> None:
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
        django.setup()
    from django.core.management import call_command

    call_command("prepare")
    withdraw_a_news_item()
    add_rows_of_the_admin()


def withdraw_a_news_item():
    from knowledge.models import NewsItem

    [slug] = EXAMPLES.values()
    if NewsItem.objects.filter(slug=slug).exists():
        return
    texts = {f"{name}_{code}": "Retirada" for name in ("title", "summary") for code in ("es", "pt", "en")}
    item = NewsItem.objects.create(slug=slug, date="2024-05", publication_status="published", **texts)
    item.publication_status = "withdrawn"
    item.save()


def add_rows_of_the_admin():
    """An administrator, and one row of each kind that no record brings with it."""
    from django.contrib.auth import get_user_model

    from cinterfor.duplicates.pairs import find_pairs
    from knowledge.models import Product
    from network.models import Institution
    from tests.admin.samples import rows_of_the_desk

    accounts = get_user_model().objects
    if accounts.filter(username=ADMINISTRATOR["username"]).exists():
        return
    account = accounts.create_superuser(**ADMINISTRATOR)
    rows_of_the_desk(account, Institution.objects.earliest("pk"), Product.objects.earliest("pk"))
    find_pairs()


if __name__ == "__main__":
    main()
