"""The rules by which deals are run as projects: ours, shared, and those that make no sense."""

from __future__ import annotations

import pytest

from salestui.model.playbook import (
    PHASES,
    PlaybookError,
    band_of,
    builtin_file,
    builtin_playbooks,
    named,
    parse_playbook,
    phase_of_stage,
    playbook,
    report_days,
    shared_project,
    tailored,
)

LTC = (builtin_file("ltc") or b"").decode()
SECTION = LTC[LTC.index("[project]") : LTC.index("kick_off = [")]


def faults(text: str) -> dict[str, str]:
    """Code by key of what is wrong."""
    with pytest.raises(PlaybookError) as caught:
        parse_playbook(text.encode(), "mine.toml")
    return {fault.key: fault.code for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("before", "after", "key", "code"),
    [
        ('"validation", "project-planning"]', '"validation"]', "project", "playbook-no-phase"),
        ('monitor = ["bidding"', 'monitor = ["validation", "bidding"', "project",
         "playbook-two-phases"),
        ('monitor = ["bidding"', 'monitor = ["biding"', "project.monitor",
         "playbook-unknown-code"),
        ('"validation", "project-planning"]', '"contract-negotiation", "project-planning"]',
         "project.monitor", "playbook-phase-order"),
        ('levels = ["small"', 'levels = ["tiny"', "project.levels", "playbook-unknown-code"),
        ("large = 7", "huge = 7", "project.report_days", "playbook-unknown-code"),
        ("large = 7", "large = 0", "project.report_days.large", "playbook-wrong-value"),
        ('start_gate = "ATI"', 'start_gate = "ATX"', "project.start_gate",
         "playbook-unknown-code"),
        ('director = "PD"', 'director = "king"', "project.director", "playbook-unknown-code"),
        ("start_gate", "start_gat", "project", "playbook-unknown-key"),
        ('start_gate = "ATI"',
         'start_gate = "ATI"\ndocuments = [{ code = "a", en = "A", zh = "甲", days = -1 }]',
         "project.documents.a.days", "playbook-wrong-value"),
        ('start_gate = "ATI"',
         'start_gate = "ATI"\ndocuments = [{ code = "a", en = "A", zh = "甲", keep_years = -1.0 }]',
         "project.documents.a.keep_years", "playbook-wrong-value"),
        ('start_gate = "ATI"',
         'start_gate = "ATI"\ndocuments = [{ code = "a", en = "A", zh = "甲", due = "soon" }]',
         "project.documents.a.due", "playbook-wrong-value"),
    ],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_named(
    before: str, after: str, key: str, code: str
) -> None:
    assert before in SECTION
    wrong = LTC.replace(SECTION, SECTION.replace(before, after, 1))
    assert faults(wrong).get(key) == code


@pytest.mark.parametrize(
    ("before", "after", "key", "code"),
    [
        ('code = "schedule", en = "Plan time, communication and quality", '
         'zh = "制定进度、沟通、质量计划", role = "QA"',
         'code = "schedule", en = "Plan", zh = "计划", role = "king"',
         "project.schedule.role", "playbook-unknown-code"),
        ('{ code = "transfer"', '{ code = "brief"', "project.close_out", "playbook-twice"),
    ],
)  # fmt: skip
def test_items_of_beginning_and_end_are_checked(
    before: str, after: str, key: str, code: str
) -> None:
    own = LTC[LTC.index("[project]") :]
    assert before in own
    assert faults(LTC.replace(own, own.replace(before, after, 1))).get(key) == code


@pytest.mark.inventory(86)
def test_stages_are_planned_monitored_closed_in_order() -> None:
    for book in builtin_playbooks():
        stages = [s for s in book.stages if s.kind != "lost"]
        places = [PHASES.index(phase_of_stage(book, stage)) for stage in stages]
        assert places == sorted(places), book.name
        assert set(places) == {0, 1, 2}, book.name
    ltc = playbook("ltc")
    found = {s.code: phase_of_stage(ltc, s) for s in ltc.stages}
    assert found["project-planning"] == "plan"
    assert found["bidding"] == found["contract-execution"] == "monitor"
    assert found["closed-paid"] == found["lost"] == "close"


@pytest.mark.inventory(95)
def test_how_often_projects_report() -> None:
    ltc, b2b = playbook("ltc"), playbook("b2b")
    small, large = band_of(ltc, 1_000_000), band_of(ltc, 50_000_000)
    assert (report_days(ltc, small), report_days(ltc, large)) == (None, 7)
    assert report_days(b2b, band_of(b2b, 500)) is None
    assert report_days(b2b, band_of(b2b, 5_000_000)) == 7
    assert report_days(b2b, None) is None


@pytest.mark.inventory(94, 96)
def test_documents_are_known_in_both_languages() -> None:
    kinds = {kind.code: kind for kind in playbook("ltc").project.documents}
    due = [kind.due for kind in kinds.values() if kind.due]
    assert due == ["plan", "weekly", "close", "close"]
    assert kinds["summary-report"].days == 30
    wanted = {"task-letter", "feasibility", "specification", "tender-answer", "boq"}
    assert wanted | {"purchase-order"} <= set(kinds)
    for kind in kinds.values():
        assert all(named(kinds.values(), name) is kind for name in kind.names)
    assert all(kind.keep_years > 0 for kind in kinds.values())


def test_a_playbook_takes_over_the_rules_of_the_one_it_is_based_on() -> None:
    head = LTC[: LTC.index("# -- plan")]
    mine = head.replace("sheets = [", 'based_on = "ltc"\nsheets = [', 1)
    mine += "\n[project]\nreport_days = { large = 3 }\n"
    found = parse_playbook(mine.encode(), "mine.toml", builtin_file)
    assert found.project.report_days == {"large": 3}
    assert found.project.monitor == playbook("ltc").project.monitor
    assert found.project.documents == shared_project().documents


@pytest.mark.inventory(88, 93)
def test_projects_begin_and_end_with_their_items() -> None:
    for book in builtin_playbooks():
        project = book.project
        assert {item.does for item in project.close_out} >= {"release", "money", "quality"}
        assert any("kick-off" in item.en.casefold() for item in project.kick_off)
    ltc = playbook("ltc")
    for band in ltc.tailoring:
        amount = (band.up_to or 1e12) - 1
        assert tailored(ltc, amount).gate(ltc.project.start_gate) is not None
