"""One bad record refuses the whole load, and all that is wrong is told at once."""

import json

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement
from network.models import Country, Institution

pytestmark = pytest.mark.django_db


def test_one_bad_record_refuses_the_whole_load(refusals, make):
    found = refusals(countries=[make("countries"), make("countries", code="PY", region="moon")])

    assert found == {("countries", "PY", "region")}
    assert not Country.objects.exists()


def test_all_reasons_of_all_files_are_told_at_once(refusals, make):
    institution = make("institutions", status="asleep", lat="north", country="ZZ")
    del institution["management"]

    found = refusals(
        countries=[make("countries"), make("countries")],
        institutions=[institution],
        knowledge_products=[make("knowledge_products", isbn="978-92-9088-226-3", themes=["nothing"])],
        agreements=[make("agreements", signed="2020-02-30", duration="P30D"), ["no object"]],
        news="[{]",
        events={"id": "meeting"},
    )

    assert {
        ("countries", "UY", "code"),
        ("institutions", "uy-inefop", "status"),
        ("institutions", "uy-inefop", "lat"),
        ("institutions", "uy-inefop", "country"),
        ("institutions", "uy-inefop", "management"),
        ("knowledge_products", "work", "isbn"),
        ("knowledge_products", "work", "themes"),
        ("agreements", "one", "signed"),
        ("agreements", "one", "duration"),
        ("news", "", ""),
        ("events", "", ""),
    } <= found
    assert not Institution.objects.exists()


@pytest.mark.parametrize("bad", ['[{"id": "x", "id": "y"}]', "[NaN]", "[" * 100_000, "\ud800", ""])
def test_what_is_not_good_json_is_refused_and_not_guessed(folder, refusals, bad):
    (folder.path / "news.json").write_bytes(bad.encode("utf-8", "surrogatepass"))

    assert refusals() == {("news", "", "")}


def test_what_the_database_cannot_keep_is_refused_as_a_value(refusals, make):
    found = refusals(
        countries=[make("countries", name_es="a\0b")],
        institutions=[make("institutions", country="U\0", predecessor=["x"])],
    )

    assert found == {
        ("countries", "UY", "name_es"),
        ("institutions", "uy-inefop", "country"),
        ("institutions", "uy-inefop", "predecessor"),
    }


def test_a_record_that_refers_to_a_refused_one_is_not_named_itself(refusals, make):
    institution = make("institutions")

    found = refusals(countries=[make("countries", capital=7)], institutions=[institution])

    assert found == {("countries", "UY", "capital")}


def test_what_only_the_model_knows_is_refused_in_the_models_words(refusals, make):
    countries = [make("countries")]

    found = refusals(
        countries=countries,
        institutions=[make("institutions", website="no address", source=["x"])],
        agreements=[make("agreements", signed="2020", ends="2019")],
    )

    assert found == {("institutions", "uy-inefop", "website"), ("agreements", "one", "ends")}
    assert not Agreement.objects.exists()


def test_records_that_refer_to_each_other_in_a_circle_are_refused(refusals, make):
    first = make("institutions", id="uy-a", successor="uy-b")
    second = make("institutions", id="uy-b", successor="uy-a")

    found = refusals(countries=[make("countries")], institutions=[first, second])

    assert ("institutions", "uy-a", "") in found


def test_a_successor_that_contradicts_its_predecessor_is_refused(refusals, make):
    institutions = [
        make("institutions", id="uy-a", successor="uy-b"),
        make("institutions", id="uy-b"),
        make("institutions", id="uy-c", predecessor="uy-a"),
    ]

    found = refusals(countries=[make("countries")], institutions=institutions)

    assert found == {("institutions", "uy-c", "predecessor")}


def test_a_name_that_two_institutions_bear_is_refused(refusals, make):
    institutions = [
        make("institutions", id=key, name=key, name_es=key, name_en=key, acronym="IEFP")
        for key in ("pt-iefp", "cv-iefp")
    ]
    party = {"institution": None, "name": "IEFP", "name_es": None, "type": "organization", "role": None}

    found = refusals(
        countries=[make("countries")],
        institutions=institutions,
        agreements=[make("agreements", parties=[party])],
    )

    assert {(file, record) for file, record, _key in found} == {("agreements", "one")}


def test_the_command_ends_with_an_error_that_names_file_record_and_reason(folder, make):
    (folder.path / "news.json").write_text('[{"id": "item"}]')

    with pytest.raises(CommandError) as error:
        call_command("load_network", folder.path, "--quiet")

    assert error.value.returncode == 1
    assert "news · item · title" in str(error.value)


def test_a_folder_without_files_is_an_error(tmp_path):
    with pytest.raises(CommandError):
        call_command("load_network", tmp_path / "nowhere")


def test_where_there_is_no_terminal_the_command_prints_its_report_and_no_progress(folder, make, capsys):
    (folder.path / "countries.json").write_text(json.dumps([make("countries")]))

    call_command("load_network", folder.path)

    printed = capsys.readouterr()
    assert "countries" in printed.out
    assert printed.err == ""
