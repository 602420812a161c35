"""The people of the desk."""

from tests.desk.conftest import account_in, logged_in, publisher  # noqa: F401
