"""Templates for tests of what is decided before a page is made."""

from django.template import Origin
from django.template.loaders.base import Loader


class Blank(Loader):
    """Each template is there and empty."""

    def get_template_sources(self, template_name):
        yield Origin(template_name, template_name, self)

    def get_contents(self, origin):
        return ""
