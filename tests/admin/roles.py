"""Who may do what in the admin: the table that tests/admin/test_roles.py holds every address against."""

from typing import NamedTuple

RED, CONOCIMIENTO, ACUERDOS = "Redacción: red", "Redacción: conocimiento", "Redacción: acuerdos"
TRANSLATORS = {"Traducción: español", "Traducción: portugués", "Traducción: inglés"}
PUBLISHERS, ADMINISTRATORS = "Publicación", "Administración"
REQUESTS = "Solicitudes"
PORTUGUESE = {"Traducción: portugués", "Administración"}
CHIEFS = {PUBLISHERS, ADMINISTRATORS}
GROUPS = {RED, CONOCIMIENTO, ACUERDOS, REQUESTS, *TRANSLATORS, *CHIEFS}
NO_GROUP, ANONYMOUS = "staff without a group", "anonymous"
STAFF = {*GROUPS, NO_GROUP}
ALL = {*STAFF, ANONYMOUS}
NOBODY: set[str] = set()
WRITERS = {RED, CONOCIMIENTO, ACUERDOS, *CHIEFS}


class Rights(NamedTuple):
    """The roles that may do each with the records of a model; `write` is some of a record, `change` all."""

    view: set[str]
    add: set[str]
    write: set[str]
    change: set[str]
    publish: set[str]
    delete: set[str]


def record_of(section: str) -> Rights:
    """Public records: sections write their own, translators their language in all, publishers all."""
    writers = {section, *CHIEFS}
    return Rights(GROUPS, writers, writers | TRANSLATORS, writers, CHIEFS, CHIEFS)


def list_of(section: str) -> Rights:
    """What records refer to."""
    writers = {section, *CHIEFS}
    return Rights(GROUPS, writers, writers, writers, NOBODY, CHIEFS)


def only(roles: set[str], add=None, delete=None, change=None) -> Rights:
    """The same roles for all, but for what nobody may."""
    change = roles if change is None else change
    return Rights(
        roles, roles if add is None else add, change, change, NOBODY, roles if delete is None else delete
    )


MODELS = {
    "network.country": record_of(RED),
    "network.institution": record_of(RED),
    "network.sector": list_of(RED),
    "network.figure": list_of(RED),
    "knowledge.product": record_of(CONOCIMIENTO),
    "knowledge.theme": record_of(CONOCIMIENTO),
    "knowledge.question": record_of(CONOCIMIENTO),
    "knowledge.newsitem": record_of(CONOCIMIENTO),
    "knowledge.event": record_of(CONOCIMIENTO),
    "knowledge.page": record_of(CONOCIMIENTO),
    "knowledge.person": list_of(CONOCIMIENTO),
    "knowledge.series": list_of(CONOCIMIENTO),
    "knowledge.eventseries": list_of(CONOCIMIENTO),
    "knowledge.descriptor": list_of(CONOCIMIENTO),
    "agreements.agreement": record_of(ACUERDOS),
    # Links write themselves; addresses too, but for the word on why one is gone.
    "links.link": only(GROUPS, add=NOBODY, change=NOBODY, delete=NOBODY),
    "publishing.address": only(CHIEFS, add=NOBODY, delete=NOBODY),
    "publishing.formeraddress": only(CHIEFS),
    "former.unknownaddress": only(CHIEFS, add=NOBODY, change=NOBODY),
    "images.image": Rights(GROUPS, WRITERS, WRITERS, WRITERS, NOBODY, CHIEFS),
    # What stands first on the home, and above every page, is for who may publish something.
    "announcing.pin": only(CHIEFS, add=NOBODY),
    "announcing.notice": only(CHIEFS),
    # Pairs of records are seen by whom the records are seen; who may merge them is another matter.
    "duplicates.likelyduplicate": only(GROUPS, add=NOBODY, change=NOBODY, delete=NOBODY),
    "duplicates.merge": only(GROUPS, add=NOBODY, change=NOBODY, delete=NOBODY),
    # Who writes no record imports none.
    "exchange.import": only(GROUPS - {REQUESTS}, add=NOBODY, change=NOBODY, delete=NOBODY),
    # Names and addresses of persons are for those who write to the institutions.
    "verification.focalpoint": only({RED, *CHIEFS}, delete=CHIEFS),
    "verification.verification": only({RED, *CHIEFS}, add=NOBODY, delete=CHIEFS),
    # Who asked, and what: for those alone who answer.
    "requests.request": only({REQUESTS, ADMINISTRATORS}, add=NOBODY, delete=NOBODY),
    # Addresses of readers.
    "watch.subscription": only({ADMINISTRATORS}, add=NOBODY, change=NOBODY),
    "history.securityevent": only({ADMINISTRATORS}, add=NOBODY, change=NOBODY, delete=NOBODY),
    "auth.user": only({ADMINISTRATORS}),
    "auth.group": only({ADMINISTRATORS}),
}

#: Not asked for by this method: 405 to whoever might ask by the other.
OTHER_METHOD = None

#: Pages of a model: the right that it takes to see them, and to send them.
MODEL_PAGES = {
    "changelist": ("view", "view"),
    "add": ("add", "add"),
    "change": ("view", "write"),
    "delete": ("delete", "delete"),
    "history": ("view", "view"),
    "export": ("view", "view"),
    "password_change": ("change", "change"),
    "deleted": ("view", "view"),
    "recover": (OTHER_METHOD, "add"),
    "version": ("view", "view"),
    "restore": (OTHER_METHOD, "change"),
    "preview": ("view", "view"),
    "typed": (OTHER_METHOD, "write"),
    # Each sees and forgets only what they typed themselves.
    "typed_preview": (STAFF, STAFF),
    "forget": (OTHER_METHOD, STAFF),
    "alike": ("view", "view"),
    # Merging takes away a record that may be public.
    "merge": ("delete", "delete"),
    "unmerge": ("delete", "delete"),
    "pin": ("publish", "publish"),
    # Translators import the columns of their language.
    "import": ("write", "write"),
    "template": ("write", "write"),
    # An import is its owner's, and theirs who see those of others.
    "carry_out": (OTHER_METHOD, CHIEFS),
    "choose": (OTHER_METHOD, CHIEFS),
    "give_up": (OTHER_METHOD, CHIEFS),
    "undo": (OTHER_METHOD, CHIEFS),
    "refused": (CHIEFS, OTHER_METHOD),
    "thumbnail": ("view", "view"),
    "step": ("change", "change"),
}

#: Pages of single rows of these lists: what is not theirs is as if it were not there, and leads to the list.
HIDDEN = {
    ("exchange.import", "change"): (STAFF, NOBODY),
    ("exchange.import", "history"): (STAFF, STAFF),
    ("exchange.import", "carry_out"): (OTHER_METHOD, STAFF),
    ("exchange.import", "choose"): (OTHER_METHOD, STAFF),
    ("exchange.import", "give_up"): (OTHER_METHOD, STAFF),
    ("exchange.import", "undo"): (OTHER_METHOD, STAFF),
    ("exchange.import", "refused"): (STAFF, STAFF),
    ("duplicates.likelyduplicate", "history"): (STAFF, STAFF),
    ("duplicates.merge", "history"): (STAFF, STAFF),
}

#: Pages of the whole site: the roles that see them, and that send them.
SITE_PAGES = {
    "login": (ALL, ALL),
    "index": (STAFF, STAFF),
    "app_list": (STAFF, STAFF),
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, OTHER_METHOD),
    "jsi18n": (STAFF, OTHER_METHOD),
    "view_on_site": (STAFF, STAFF),
    "styleguide": (STAFF, OTHER_METHOD),
    "work_export": (STAFF, OTHER_METHOD),
    "pasted_text": (OTHER_METHOD, STAFF),
    "records_to_link": (GROUPS, OTHER_METHOD),
    "autocomplete": (GROUPS, OTHER_METHOD),
    "guide": (STAFF, OTHER_METHOD),
    "guide_page": (STAFF, OTHER_METHOD),
    "quality": (GROUPS, OTHER_METHOD),
    "quality_export": (GROUPS, OTHER_METHOD),
    # Without a language in the address: the first that the account may write.
    "translation_queue": ({*TRANSLATORS, ADMINISTRATORS}, OTHER_METHOD),
    "translation_queue_export": ({*TRANSLATORS, ADMINISTRATORS}, OTHER_METHOD),
    # Into Portuguese.
    "translation_files": (PORTUGUESE, PORTUGUESE),
    "translation_texts": (PORTUGUESE, OTHER_METHOD),
    "translation_work": (PORTUGUESE, PORTUGUESE),
    "translation_typed": (OTHER_METHOD, PORTUGUESE),
    "logout": (OTHER_METHOD, ALL),
    # Django's own: an address without its last word leads to the page, an unknown one to the login.
    "redirect": (STAFF, STAFF),
    "anything else": (STAFF, STAFF),
}
