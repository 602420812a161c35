"""Lists of what the portal writes by itself."""


class ReadOnly:
    """An admin in which nobody adds, changes or deletes a row."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
