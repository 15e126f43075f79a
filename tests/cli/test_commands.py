"""The command line as a script sees it: standard output, standard error, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.cli.arguments import COMMANDS, build_parser
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import journals_dir, reports_dir, state_dir, syncs_dir
from sample_workbooks import AS_OF, sample


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    return path


def one_sentence(text: str) -> None:
    assert text.startswith("salestui: ")
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) <= 2


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert all(f"    {c.name} " in text for c in COMMANDS)


def test_every_command_has_its_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            build_parser("1").parse_args([command.name, "--help"])
        assert left.value.code == 0
        assert "usage: salestui" in capsys.readouterr().out


def test_no_arguments_show_the_help_and_a_first_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == Exit.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert "salestui demo" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kpi"], "缺少 PATH"),
        (["kpi", "a.xlsx", "--period"], "--period 需要一个值"),
        (["kpi", "a.xlsx", "--fiscal-start", "13"], "不能是 13"),
        (["locate", "there"], "无法理解 there"),
    ],
)
def test_mistakes_in_the_grammar_are_told_in_the_interface_s_language(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--lang=zh"])
    assert left.value.code == Exit.USAGE
    error = capsys.readouterr().err
    one_sentence(error)
    assert words in error


def test_help_is_whole_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "zh", "kpi", "--help"])
    text = capsys.readouterr().out
    assert "用法" in text
    assert not any(word in text for word in ("usage", "arguments", "options", "show "))


def test_kpi_prints_a_table_and_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    look = ["--period", "2026-Q4", "--as-of", AS_OF.isoformat()]
    assert main(["kpi", str(book), *look]) == Exit.OK
    table = capsys.readouterr()
    assert "attainment" in table.out.lower()
    assert table.err == ""
    assert main(["kpi", str(book), *look, "--json"]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    assert report["period"]["key"] == "2026-Q4"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["kpi", "BOOK", "--period", "soon"], Exit.USAGE, "no period"),
        (["kpi", "BOOK", "--scope", "planet:Mars"], Exit.USAGE, "no scope"),
        (["kpi", "BOOK", "--playbook", "nix"], Exit.USAGE, "no playbook"),
        (["kpi", "BOOK", "--scope", "rep:Maya Okafo"], Exit.USAGE, "Maya Okafor"),
        (["kip", "BOOK"], Exit.USAGE, "kpi"),
        (["planets"], Exit.USAGE, "'planets'"),
        (["kpi", "FOLDER"], Exit.UNREADABLE, "folder"),
        (["kpi", "old.docx"], Exit.UNREADABLE, ".xlsx"),
        (["--period", "2026-Q4", "BOOK"], Exit.USAGE, "terminal"),
        (["--lang", "en", "BOOK"], Exit.USAGE, "terminal"),
        (["kpi", "nowhere.xlsx"], Exit.UNREADABLE, "nowhere.xlsx"),
        (["open", "BOOK"], Exit.USAGE, "terminal"),
        (["new", "BOOK"], Exit.UNWRITABLE, "exists"),
        (["new", "team.docx"], Exit.USAGE, ".xlsx"),
        (["new", "OTHER", "--playbook", "magic"], Exit.USAGE, "magic"),
        (["export", "BOOK", "-o", "BOOK"], Exit.UNWRITABLE, ""),
    ],
)
def test_mistakes_are_told_in_one_sentence(
    book: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: Exit,
    words: str,
) -> None:
    names = {
        "BOOK": str(book),
        "OTHER": str(book.with_name("other.xlsx")),
        "FOLDER": str(book.parent),
    }
    before = book.read_bytes()
    assert main([names.get(a, a) for a in arguments]) == code
    error = capsys.readouterr().err
    one_sentence(error)
    assert words in error
    assert book.read_bytes() == before


def test_a_file_that_is_no_workbook_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in {
        "a.xlsx": b"",
        "b.xlsx": b"hello,world\n",
        "c.xls": b"\xd0\xcf\x11\xe0",
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert main(["kpi", str(path)]) == Exit.UNREADABLE
        one_sentence(capsys.readouterr().err)


def test_export_writes_the_same_bytes(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    assert main(["export", str(book), "-o", str(copy)]) == Exit.OK
    assert copy.read_bytes() == book.read_bytes()


@pytest.mark.parametrize("playbook", ["b2b", "project-sales"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_workbook_is_understood_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], playbook: str, lang: str
) -> None:
    path = tmp_path / "new.xlsx"
    assert main(["new", str(path), "--playbook", playbook, "--lang", lang]) == Exit.OK
    capsys.readouterr()
    assert main(["kpi", str(path), "--json", "--lang", lang]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    assert report["period"]


def test_locate_names_every_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "--json"]) == Exit.OK
    places = json.loads(capsys.readouterr().out)
    assert set(places) == {"config", "reports", "backups", "journals", "syncs", "log"}
    assert places["syncs"] == str(syncs_dir())
    assert places["reports"] == str(reports_dir())


def test_a_wrong_setting_names_file_key_and_the_nearest_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from salestui.locations import config_file

    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text('langage = "en"\n')
    assert main(["locate"]) == Exit.USAGE
    error = capsys.readouterr().err
    assert "langage" in error
    assert "language" in error


def test_figures_say_on_stderr_that_edits_wait_in_the_journal(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dashboard = Book(open_workbook(str(book), state_dir()), Settings(AS_OF), journals_dir())
    dashboard.load()
    dashboard.set_values("mine", "deals", [(0, "amount", 4321.0)])
    dashboard.close()
    assert main(["kpi", str(book), "--json"]) == Exit.OK
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert "1 edit of the dashboard is not saved in this workbook" in said.err
