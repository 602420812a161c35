"""Finding records in long lists: words by the indexes of their columns, and pages by their keys first."""

from functools import reduce
from itertools import groupby
from operator import or_

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal


class KeysFirst(Paginator):
    """Goes over the records before a page by their keys alone; those of the page are read whole."""

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        found = {record.pk: record for record in self.object_list.filter(pk__in=keys)}
        return self._get_page([found[key] for key in keys if key in found], number, self)


class FoundByWords:
    """Admins whose search looks in each table by itself, which joins of all tables would not let it do."""

    def get_search_results(self, request, queryset, search_term):
        """The records that have all words, each in some of the fields; none twice."""
        for word in smart_split(search_term):
            if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'":
                word = unescape_string_literal(word)
            queryset = queryset.filter(pk__in=self._with(word))
        return queryset, False

    def _with(self, word: str):
        """The keys of the records that have the word, as one query over the tables."""
        fields = sorted(self.get_search_fields(None), key=_table)
        first, *others = (
            self.model._base_manager.filter(
                reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names))
            )
            .order_by()
            .values("pk")
            for _path, names in groupby(fields, key=_table)
        )
        return first.union(*others) if others else first


def _table(field: str) -> str:
    """The relation that leads to the table of a field; empty for the record's own."""
    return field.rpartition("__")[0]
