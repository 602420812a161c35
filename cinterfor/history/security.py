"""The log of acts that concern security: who logged in, whose rights changed, what left the portal."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from cinterfor.publishing.slowing import sender_of

from .acting import acting_now, signature
from .models import SecurityEvent

Kind = SecurityEvent.Kind
#: What of an account is worth a line; the time of the last login writes itself.
WATCHED = ("username", "email", "is_active", "is_staff", "is_superuser")


def log(kind: str, subject: str = "", details: str = "", user=None, request=None) -> None:
    """Write a line in the log, in the name of the account or of whoever acts now."""
    user = user or acting_now().user
    SecurityEvent.objects.create(
        kind=kind,
        **signature(user),
        subject=str(subject)[:300],
        details=details,
        address=sender_of(request) or None if request else None,
    )


def _logged_in(sender, request, user, **kwargs):
    log(Kind.LOGGED_IN, user, user=user, request=request)


def _logged_out(sender, request, user, **kwargs):
    if user:
        log(Kind.LOGGED_OUT, user, user=user, request=request)


def _login_failed(sender, credentials, request=None, **kwargs):
    log(Kind.LOGIN_FAILED, credentials.get("username", ""), request=request)


def _about_to_save_account(sender, instance, raw=False, **kwargs):
    known = User.objects.filter(pk=instance.pk).first() if instance.pk and not raw else None
    instance.changed_for_the_log = (
        [name for name in (*WATCHED, "password") if getattr(known, name) != getattr(instance, name)]
        if known
        else []
    )


def _saved_account(sender, instance, created, raw=False, **kwargs):
    changed = instance.__dict__.pop("changed_for_the_log", [])
    if created:
        log(Kind.ACCOUNT_MADE, instance)
    elif "password" in changed:
        log(Kind.PASSWORD_CHANGED, instance)
    if rest := [name for name in changed if name != "password"]:
        log(Kind.ACCOUNT_CHANGED, instance, ", ".join(f"{name}: {getattr(instance, name)}" for name in rest))


def _deleted_account(sender, instance, **kwargs):
    log(Kind.ACCOUNT_DELETED, instance)


def _rights_changed(sender, instance, action, reverse, model, pk_set, **kwargs):
    if not action.startswith("post_"):
        return
    names = ", ".join(map(str, model.objects.filter(pk__in=pk_set or ())))
    log(Kind.RIGHTS_CHANGED, instance, f"{action.removeprefix('post_')}: {names}")


def connect():
    user_logged_in.connect(_logged_in, dispatch_uid="security_logged_in")
    user_logged_out.connect(_logged_out, dispatch_uid="security_logged_out")
    user_login_failed.connect(_login_failed, dispatch_uid="security_login_failed")
    pre_save.connect(_about_to_save_account, User, dispatch_uid="security_about_to_save")
    post_save.connect(_saved_account, User, dispatch_uid="security_saved")
    post_delete.connect(_deleted_account, User, dispatch_uid="security_deleted")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_rights_changed, through, dispatch_uid=f"security_{through.__name__}")
