"""What programs ask every site for in search of holes: it is neither counted nor searched for.

The rule: paths with a hidden file or folder (`/.env`), programs, copies, pictures and data (`.php`, `.sql`,
`.zip`, `.png` ...), well-known places of other software (`/wp-admin`), and what may name a person (an @) or
has a character that addresses of pages do not have.
"""

import re

PROBE = re.compile(
    r"/\.(?!well-known/)"
    r"|\.(?:php\d?|phtml|aspx?|ashx|jspx?|cgi|pl|do|action|cfm|exe|dll|sh|env|ini|conf|cfg|ya?ml|toml|log|bak|old|orig"
    r"|sql|sqlite|db|mdb|zip|tar|t?gz|rar|7z|jar|war|key|pem|map|js|css|json|xml|txt|ico|png|jpe?g|gif|svg|webp"
    r"|woff2?|ttf)$"
    r"|^/(?:wp|wordpress|cgi-bin|phpmyadmin|pma|mysql|adminer|administrator|admin|user|users|login|owa|ecp|autodiscover"
    r"|remote|solr|jenkins|actuator|manager|console|telescope|vendor|node_modules|boaform|hnap1|api|graphql|server-status"
    r"|\+cscoe\+|geoserver|struts|_ignition|_profiler|_next|cdn-cgi|xmlrpc|static|files)(?=[-/]|$)"
    r"|[@<>{}|\\^`$;\"\x00-\x1f\ufffd]"
)


def is_noise(path: str) -> bool:
    """Whether nobody looks for this path by its words; `path` is normal."""
    return bool(PROBE.search(path))
