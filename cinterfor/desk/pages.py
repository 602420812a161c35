"""Where the admin shows a list, and where it edits one of its rows."""

from django.urls import reverse


def admin_page(model: type, page: str, *args) -> str:
    """The address of a model's page in the admin: `changelist`, `change`, `add`, ..."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def editing_page(record) -> str:
    return admin_page(type(record), "change", record.pk)
