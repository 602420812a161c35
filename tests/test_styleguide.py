"""The style guide is for those who work on the portal."""

import pytest

pytestmark = pytest.mark.django_db
PATH = "/es/admin/styleguide/"


@pytest.fixture
def account(django_user_model):
    return django_user_model.objects.create_user("lectora", password="x")


def test_a_visitor_is_sent_to_the_login(client):
    response = client.get(PATH)

    assert response.status_code == 302
    assert response["Location"] == f"/es/admin/login/?next={PATH}"


def test_an_account_that_is_not_staff_is_sent_to_the_login(client, account):
    client.force_login(account)

    assert client.get(PATH).status_code == 302


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_staff_see_it_in_their_language_and_find_it_from_the_index(client, account, language):
    account.is_staff = True
    account.save()
    client.force_login(account)
    path = PATH.replace("es", language, 1)

    response = client.get(path)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert f'href="{path}"' in client.get(f"/{language}/admin/").content.decode()


def test_a_page_that_its_list_does_not_have_is_not_found(client, admin_user):
    client.force_login(admin_user)

    assert client.get(f"{PATH}?page=22").status_code == 404
