import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_it_says_what_it_added(capsys, tmp_path):
    (tmp_path / "rates.csv").write_text("Date,USD,JPY,\n2026-06-30,1.1394,185.08,\n")

    call_command("load_rates", tmp_path / "rates.csv")

    said = capsys.readouterr().out
    assert said == "added: 2 of 2 rates (2026-06-30 to 2026-06-30)\n"


def test_a_second_run_says_that_nothing_changed(capsys, tmp_path):
    (tmp_path / "rates.csv").write_text("Date,USD,JPY,\n2026-06-30,1.1394,185.08,\n")
    call_command("load_rates", tmp_path / "rates.csv")
    capsys.readouterr()

    call_command("load_rates", tmp_path / "rates.csv")

    assert capsys.readouterr().out.startswith("unchanged")


@pytest.mark.parametrize(
    "content",
    [pytest.param(None, id="missing"), pytest.param("Hello", id="something-else")],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path, content):
    file = tmp_path / "rates.csv"
    if content:
        file.write_text(content)

    with pytest.raises(CommandError, match=r"\(nothing was loaded\)$"):
        call_command("load_rates", file)
