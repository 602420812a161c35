"""Finding records in long lists: words by the indexes of their columns, and pages by their keys first."""

from functools import reduce
from itertools import groupby
from operator import or_

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.text import smart_split, unescape_string_literal

TRIGRAM = 3


class KeysFirst(Paginator):
    """Goes over the records before a page, or after it where those are fewer, by their keys alone.

    The records of the page are read whole.
    """

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.keys(start, min(start + self.per_page, self.count))
        records = self.object_list.order_by()
        records.query.clear_where()  # what the keys were found by is not sought once more
        found = {record.pk: record for record in records.filter(pk__in=keys)}
        return self._get_page([found[key] for key in keys if key in found], number, self)

    def keys(self, start: int, end: int) -> list:
        """Those of the records from one place to another."""
        after = self.count - end
        if start <= after:
            return list(self.object_list.values_list("pk", flat=True)[start:end])
        backwards = self.object_list.reverse().values_list("pk", flat=True)
        return list(backwards[after : self.count - start])[::-1]


class FoundByWords:
    """Admins whose search looks in each table by itself, which joins of all tables would not let it do."""

    def get_search_results(self, request, queryset, search_term):
        """The records that have all words, each in some of the fields; none twice."""
        words = _words(search_term)
        return (queryset.filter(pk__in=self._keys_with(words)) if words else queryset), False

    def _keys_with(self, words: list[str]):
        """The keys of the records with all words in their own table, or with one of them in another.

        An index finds only words of three letters; the shorter ones are looked for in what has those.
        """
        long = [word for word in words if len(word) >= TRIGRAM] or words
        short = [self._has(word) for word in words if word not in long]
        records, found = self.model._base_manager.order_by(), []
        for path, names in self._tables():
            in_table = [_has(word, names) for word in long]
            if path:
                in_table = [reduce(or_, in_table), *(self._has(word) for word in long if len(long) > 1)]
            found.append(records.filter(*in_table, *short).values("pk"))
        return found[0].union(*found[1:]) if len(found) > 1 else found[0]

    def _has(self, word: str):
        """The condition of a record that has the word."""
        own = self.model._base_manager.filter(pk=OuterRef("pk"))
        conditions = ((path, _has(word, names)) for path, names in self._tables())
        return reduce(or_, (Exists(own.filter(has)) if path else has for path, has in conditions))

    def _tables(self):
        """How each table with searched fields is reached, and these fields; the record's own first."""
        for path, names in groupby(sorted(self.get_search_fields(None), key=_table), key=_table):
            yield path, list(names)


def _has(word: str, fields: list[str]) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))


def _words(text: str) -> list[str]:
    """Words, and what stands in quotation marks, without these."""
    return [
        unescape_string_literal(word) if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word
        for word in smart_split(text)
    ]


def _table(field: str) -> str:
    """The relation that leads to the table of a field; empty for the record's own."""
    return field.rpartition("__")[0]
