"""Accounts: Django's own pages, with every word in the reader's language."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import User
from django.utils.html import format_html
from django.utils.translation import gettext as _

admin.site.unregister(User)


class PasswordForm(AdminPasswordChangeForm):
    """Django puts one help together when it starts: in the language of the settings, and in English."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if usable := self.fields.get("usable_password"):
            told = _("Whether the account can log in with a password. It is the only way into this portal.")
            lost = _("If disabled, the present password of this account is lost.")
            # As Django names it, for its script.
            warning = '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>'
            usable.help_text = format_html(warning, told, lost)


@admin.register(User)
class AccountAdmin(UserAdmin):
    change_password_form = PasswordForm
