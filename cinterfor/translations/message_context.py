"""What translators are told of each message, besides what the sources say: where it shows, what its
placeholders hold. In English, as the messages are; `make messages` writes it into the catalogues.
"""

import re
from collections.abc import Iterable, Iterator

HEADER = """The interface of the ILO/Cinterfor portal.

Pages wrap their texts and grow with them: nothing is cut, and a translation may be a third longer than the
English. Keep what stands in menus, on buttons and above columns to some 20 characters."""

#: As in “%(count)d records” and, in scripts, “{number} records”.
NAMED = re.compile(r"%\((\w+)\)|\{(\w+)\}")

#: So many places are told; what shows in more shows nearly everywhere.
MOST = 3

#: By the beginning of a file's path, the longest that fits: where its messages show.
PLACES = {
    "agreements/": "agreements, lists, pages, downloads",
    "agreements/admin": "admin, agreements",
    "agreements/explanations": "admin, help beside the fields of agreements",
    "agreements/models/": "agreements, names of fields and choices, in forms, pages and downloads",
    "agreements/pictures": "plots of agreements",
    "agreements/sharing": "picture of an agreement for social media",
    "agreements/twins": "names of columns in downloads of agreements",
    "agreements/work": "admin, first page, what waits for editors",
    "cinterfor/activity/": "page, activity of the network",
    "cinterfor/admin": "admin, every page",
    "cinterfor/announcing/": "admin, pinned records and the site notice",
    "cinterfor/api/": "the API: page that describes it, messages to programmers",
    "cinterfor/apps": "admin",
    "cinterfor/backup/": "reports of commands, for who runs the server",
    "cinterfor/comparing/": "page, comparison of countries or institutions",
    "cinterfor/desk/": "admin, editing, review and preview",
    "cinterfor/duplicates/": "admin, likely duplicates and merging",
    "cinterfor/exchange/": "admin, import and export of tables",
    "cinterfor/former/": "admin, addresses of the former site and unknown ones; reports of commands",
    "cinterfor/formats/": "the menu of data, and names in downloads",
    "cinterfor/guide/": "admin, titles of the guide",
    "cinterfor/history/": "admin, history of records",
    "cinterfor/images/": "admin, images",
    "cinterfor/linked/": "what pages tell search engines; admin",
    "cinterfor/links/": "admin, broken links",
    "cinterfor/loading/": "reports of commands, for who runs the server",
    "cinterfor/management/": "mails to who runs the server",
    "cinterfor/opendata/": "page, open data",
    "cinterfor/pictures/": "maps and plots, with their legends and tables",
    "cinterfor/publishing/": "all records, names of fields, filters, messages at a field",
    "cinterfor/quality/": "admin, quality of records",
    "cinterfor/renditions/": "admin, names of what the portal keeps",
    "cinterfor/search/": "search and its results",
    "cinterfor/settings": "names of languages",
    "cinterfor/sharing": "pictures for social media",
    "cinterfor/templatetags/": "dates and notes within pages",
    "cinterfor/translations/": "admin, translators' queue, bench and files; page, state of the translations",
    "cinterfor/verification/": "yearly verification by institutions, mails, their pages, admin",
    "knowledge/": "knowledge products, themes, questions, news, events, pages, lists, pages, downloads",
    "knowledge/admin": "admin, knowledge",
    "knowledge/explanations": "admin, help beside the fields of knowledge products, news and events",
    "knowledge/glossary/": "page, glossary",
    "knowledge/models/": "knowledge, names of fields and choices, in forms, pages and downloads",
    "knowledge/pictures": "plots of knowledge products and events",
    "knowledge/references/": "admin, import of references from other catalogues (MARC, RIS, BibTeX …)",
    "knowledge/sharing": "pictures of products, news and events for social media",
    "knowledge/twins": "names of columns in downloads of products, news and events",
    "network/": "countries and institutions, lists, pages, downloads",
    "network/admin": "admin, countries and institutions",
    "network/comparing": "page, comparison of countries or institutions",
    "network/explanations": "admin, help beside the fields of countries and institutions",
    "network/maps": "maps",
    "network/marks": "legend of memberships",
    "network/models/": "network, names of fields and choices, in forms, pages and downloads",
    "network/pictures": "plots of members",
    "network/profiles": "page of a country or an institution",
    "network/timeline": "timeline of an institution",
    "network/twins": "names of columns in downloads of countries and institutions",
    "templates/": "pages that tell of an error or of a problem report",
    "templates/activity": "page, activity of the network",
    "templates/admin/": "admin, every page",
    "templates/admin/exchange/": "admin, import and export of tables",
    "templates/admin/images/": "admin, images",
    "templates/admin/links/": "admin, broken links",
    "templates/admin/translations/": "admin, translators' queue, bench and files",
    "templates/admin/verification/": "admin, answers of institutions",
    "templates/agreements/": "agreements, list and pages",
    "templates/base": "head and foot of every page",
    "templates/api/": "page that describes the API, for programmers",
    "templates/compare/": "page, comparison of countries or institutions",
    "templates/data": "page, open data",
    "templates/components/": "parts of many pages, cards, lists, filters, page numbers",
    "templates/guide/": "admin, named in the guide, as on the button or page that is meant",
    "templates/home": "home page",
    "templates/knowledge/": "knowledge products, themes, questions, news, events, pages, lists and pages",
    "templates/network/": "countries and institutions, lists and pages",
    "templates/pictures/": "page of one map or plot",
    "templates/preview": "preview by a link that has expired",
    "templates/record_detail": "page of any record",
    "templates/record_list": "list of any kind of records",
    "templates/search/": "search and its results",
    "templates/styleguide": "admin, style guide, for who designs pages",
    "templates/translations/": "page, state of the translations",
    "templates/verification/": "yearly verification by institutions, mails and their pages",
}

#: By its name what a placeholder holds; a name means the same in all messages.
HOLDS = {
    "at": "a number",
    "address": "the address of the portal, https://…",
    "allowed": "the values that are accepted, with commas",
    "begins": "a date",
    "by": "who published a figure",
    "category": "a category of questions",
    "checked": "a number",
    "code": "the code of a language, such as pt",
    "column": "a number",
    "columns": "names of columns, with commas",
    "constraint": "a rule of the database, in words",
    "context": "what tells two equal English words apart",
    "count": "a number",
    "counter": "a number",
    "country": "the name of a country",
    "date": "a date",
    "day": "a date",
    "days": "a number",
    "directory": "the name of the portal, and the date",
    "done": "a number",
    "earlier": "the name of an institution",
    "end": "a date",
    "ends": "a date",
    "error": "an error in the words of the program that read the file, in English",
    "example": "a piece of data as a program reads it",
    "expected": "terms of the glossary",
    "fault": "an error of the mail server, in English",
    "field": "the name of a field",
    "fields": "names of fields, with commas",
    "file": "the name of a file",
    "files": "names of files, with commas",
    "first": "a number or an identifier",
    "form": "the format of a file, such as CSV",
    "found": "what was found instead, as it is written there",
    "good_from": "a number",
    "heading": "a heading of the page",
    "height": "a number",
    "id": "the identifier of a record",
    "ids": "identifiers of records, with commas",
    "image": "the name of an image",
    "institution": "the name of an institution",
    "kept": "the title of the record that is kept",
    "key": "a number or a technical name",
    "kind": "a kind, such as “constituent” or “institution”",
    "label": "what is chosen, as the list of choices has it",
    "language": "the name of a language",
    "last": "a number",
    "least": "a number",
    "limit": "a number",
    "limit_value": "a number",
    "line": "the number of a line, or the line itself",
    "lost": "the title of the record that is merged into another",
    "merge": "the titles of two records that were merged",
    "moment": "a date and a time",
    "most": "a number",
    "name": "the title or name of a record or a file",
    "names": "names, with commas",
    "new": "a new address within the portal",
    "nth": "a number",
    "number": "a number",
    "numbers": "numbers, with commas",
    "obj": "the title or name of a record",
    "old": "an old address within the portal",
    "one": "the title of a record",
    "other": "the title of another record",
    "page": "the address of a page",
    "paragraph": "a number",
    "path": "an address within the portal",
    "place": "a number",
    "placeholder": "a placeholder, such as %(count)d",
    "points": "a number",
    "poor_below": "a number",
    "reason": "a reason, in words",
    "record": "the title of a record",
    "records": "titles of records, with commas, or the name of a kind of records",
    "report_path": "an address; leave it as it is",
    "room": "a number",
    "row": "a row of a record, such as a membership, in words",
    "score": "a number",
    "second": "a number or an identifier",
    "series": "the title of a series of publications",
    "site": "the name of a site on which a video is watched, such as YouTube",
    "slug": "the last part of an address, such as senai",
    "size": "a size, such as 236 KB",
    "source": "where data come from",
    "status": "a publication status, such as “draft”",
    "tags": "HTML tags, with commas",
    "term": "a term of the glossary",
    "text": "a text that somebody wrote",
    "texts": "names of texts, with commas",
    "time": "a time of the day",
    "title": "the title of a page",
    "total": "a number",
    "type": "a kind of records, such as “agreement”",
    "types": "kinds of records or of files, with commas",
    "until": "a date",
    "value": "what somebody wrote in a field or a cell",
    "wanted": "the form that was expected",
    "who": "the name of an account",
    "width": "a number",
    "word": "a word to be written as it stands",
    "words": "words that somebody searched for",
    "year": "a year",
    "years": "years, such as 1990–1999",
}


def told(files: Iterable[str], texts: str) -> Iterator[str]:
    """Lines for the translators of a message that stands in these files and has these English texts."""
    places = list(dict.fromkeys(filter(None, map(place_of, files))))
    if len(places) > MOST:
        places = [*places[:MOST], "elsewhere"]
    if places:
        yield f"Shows: {'; '.join(places)}."
    for name in dict.fromkeys(placeholders(texts)):
        if name in HOLDS:
            yield f"{name}: {HOLDS[name]}."


def placeholders(texts: str) -> list[str]:
    """The names of the placeholders in a message."""
    return [percent or brace for percent, brace in NAMED.findall(texts)]


def place_of(file: str) -> str:
    """Where the messages of a file show; empty where that is not known."""
    return PLACES.get(max((start for start in PLACES if file.startswith(start)), key=len, default=""), "")
