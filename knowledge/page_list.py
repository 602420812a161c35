"""The list of pages in the admin: each followed by those below it, set in."""

from django.contrib.admin.views.main import ORDER_VAR

from cinterfor.desk.record_admin import PortalChangeList

from .page_tree import all_branches, in_tree_order


class PageChangeList(PortalChangeList):
    """As a tree is read, until the editor sorts by a column."""

    def get_queryset(self, request, exclude_parameters=None):
        if not hasattr(self, "tree"):
            self.tree = all_branches()
            self.root_queryset = in_tree_order(self.root_queryset, self.tree)
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request):
        super().get_results(request)
        depths = {branch.key: branch.depth for branch in self.tree}
        for page in self.result_list:
            page.depth = depths.get(page.pk, 0)

    def get_ordering(self, request, queryset):
        if ORDER_VAR in self.params:
            return super().get_ordering(request, queryset)
        return ["tree_place", "pk"]
