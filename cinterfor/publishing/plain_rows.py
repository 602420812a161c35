"""Rows that stand for themselves."""

from django.db import models


class PlainRowsQuerySet(models.QuerySet):
    """Rows to which nothing points and of whose end nobody is told: they are deleted without being read."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """How many were deleted, and by model, as Django tells it."""
        count = self._raw_delete(self.db)
        return count, {self.model._meta.label: count}

    delete.queryset_only = True
    delete.alters_data = True
