"""Our own playbooks: sound, in both languages, and none takes what was another's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from salestui.mapping.stage_values import first_of_stages
from salestui.model.entities import entity
from salestui.model.playbook import (
    Playbook,
    best_playbook,
    builtin_file,
    builtin_playbooks,
    parse_playbook,
    shared_lists,
    tailored,
)

BOOKS = builtin_playbooks()
every = pytest.mark.parametrize("book", BOOKS, ids=lambda b: b.name)


def test_the_ways_of_selling_that_come_with_it() -> None:
    """inventory 1, 5, 11"""
    names = [book.name for book in BOOKS]
    assert names == [
        "b2b", "eight-stages", "eight-steps", "five-steps", "ltc", "nine-steps", "project-sales",
        "real-estate", "research-to-service", "seven-steps", "state-owned", "telecom",
        "ten-segments",
    ]  # fmt: skip


def test_no_playbook_takes_anothers_stages_nor_a_list_of_activities() -> None:
    """inventory 11"""
    six = [b.name for b in BOOKS if b.stages[0].zh == "信息收集"]
    assert six == ["project-sales", "state-owned", "telecom"]
    for book in BOOKS:
        own = "project-sales" if book.name in six else book.name
        for language in ("en", "zh"):
            assert best_playbook(stage.labels[language] for stage in book.stages).name == own
    activities = [item.labels for item in shared_lists().activity_types]
    for language in ("en", "zh"):
        texts = [labels[language] for labels in activities]
        assert first_of_stages([(1, texts)]) is None


@every
def test_the_head_that_is_read_first_says_what_the_whole_file_says(book: Playbook) -> None:
    whole = parse_playbook(builtin_file(book.name) or b"", f"{book.name}.toml", builtin_file)
    assert book == whole
    assert book.method == whole.method


@every
def test_probabilities_rise_and_every_stage_has_its_work(book: Playbook) -> None:
    """inventory 7, 8"""
    chances = [s.probability for s in book.stages if s.kind == "open"]
    assert all(a < b for a, b in pairwise(chances))
    for stage in book.stages:
        work = book.work(stage.code)
        assert work.checklist
        if stage.kind == "open":
            assert work.milestone is not None
            assert work.exit is not None
        assert stage.kind == "lost" or stage.buyer_step


@every
def test_the_buyer_never_goes_back(book: Playbook) -> None:
    """inventory 6"""
    steps = [book.buyer_step(s.buyer_step) for s in book.stages if s.kind != "lost"]
    places = [book.buyer_place(step) for step in steps]
    assert None not in places
    assert places == sorted(p for p in places if p is not None)


def test_eight_stages_stand_one_to_one_beside_eight_steps() -> None:
    """inventory 5, 6"""
    book = next(b for b in BOOKS if b.name == "eight-stages")
    process = book.buyer_process
    assert process is not None
    stages = [s.buyer_step for s in book.stages if s.kind != "lost"]
    assert stages == [step.code for step in process.steps]


@pytest.mark.parametrize("process", ["state-owned", "negotiated", "telecom"])
def test_other_ways_of_buying_are_told_against_the_own_one(process: str) -> None:
    """inventory 9, 10"""
    book = next(b for b in BOOKS if b.name == "project-sales")
    other = next(p for p in book.lists.buyer_processes if p.code == process)
    places = [book.buyer_place(step) for step in other.steps]
    assert None not in places
    assert places == sorted(p for p in places if p is not None)
    assert book.buyer_step(other.steps[0].zh) == other.steps[0]


def test_four_gates_and_nine_key_tasks() -> None:
    """inventory 2, 3, 12, 15, 17"""
    book = next(b for b in BOOKS if b.name == "project-sales")
    assert [g.zh for g in book.gates] == ["初步评审", "立项评审", "商务评审", "客户关系评审"]
    said = " ".join(i.zh for s in book.stages for i in book.work(s.code).checklist)
    for task in (
        "信息收集", "项目分析", "项目立项", "策略分析", "目标确定", "制定计划", "项目组",
        "实施计划", "控制计划", "技术确认", "关系支撑", "方案确定", "商务谈判", "客户决策",
        "项目总结",
    ):  # fmt: skip
        assert task in said
    needed = {name for gate in book.gates for name in gate.required}
    assert {"need", "budget_confirmed", "decision_maker", "competitor"} <= needed


@every
@pytest.mark.parametrize("amount", [1.0, 1e6, 1e7, 1e9, None])
def test_activities_and_questions_never_drop(book: Playbook, amount: float | None) -> None:
    """inventory 4"""
    path = tailored(book, amount)
    kept = [item.code for stage in path.stages for item in stage.work.checklist]
    assert sorted(kept) == sorted(i.code for s in book.stages for i in book.work(s.code).checklist)
    asked = [q for gate in path.gates for q in gate.gate.questions]
    assert sorted(q.en for q in asked) == sorted(q.en for g in book.gates for q in g.questions)
    for gate in path.gates:
        assert gate in path.gates_between(gate.gate.after, gate.gate.before)


@every
def test_every_choice_is_known_in_both_languages(book: Playbook) -> None:
    """inventory 23, 24, 44, 45, 51"""
    for name in book.lists.__struct_fields__:
        items = getattr(book.lists, name)
        assert items
        for item in items:
            assert item.en
            assert item.zh
    assert book.gates
    for gate in book.gates:
        assert book.gate(gate.zh) == book.gate(gate.en.upper()) == gate
    assert [book.decision(t).allows for t in ("通过", "Conditional", "暂缓", "rejected")] == [  # type: ignore[union-attr]
        "advance", "conditions", "wait", "close",
    ]  # fmt: skip


def test_shared_lists_agree_with_the_fields_choices() -> None:
    lists = shared_lists()
    for known, name, field in (
        (lists.decisions, "gates", "decision"),
        (lists.layers, "contacts", "layer"),
        (lists.relationship_levels, "customers", "relationship_level"),
    ):
        declared = entity(name).field(field)
        assert declared is not None
        assert {c.code for c in declared.choices} == {item.code for item in known}
    twelve = [channel.zh for channel in lists.channels][:12]
    assert twelve[:3] == ["客户交流", "市场调研", "媒体信息"]
    assert twelve[-2:] == ["需求总结", "经验交流"]


def test_scorecards_add_up_and_grade() -> None:
    """inventory 70, 74"""
    book = BOOKS[0]
    for code in ("rep", "manager"):
        card = book.scorecard(code)
        assert card is not None
        assert sum(m.weight for m in card.measures) == 100
        grades = [card.grade(points) for points in (120, 95, 94.9, 70, 60, 12)]
        assert "".join(g.code for g in grades if g) == "SSABCD"
    assert sum(c.weight for c in book.lists.criteria) == 100


@pytest.mark.parametrize(
    ("stages", "name"),
    [
        (["信息收集", "概念交流", "谈判签约"], "project-sales"),
        (["线索", "方案报价", "赢单"], "b2b"),
        (["Won", "Lost"], "b2b"),
        (["成交", "签约"], "b2b"),
        (["商务谈判"], "b2b"),
        (["Engaging", "Prospecting", "Won", "Lost"], "b2b"),
        (["客户拜访与初步调研", "提交初步方案", "商务谈判"], "eight-stages"),
        (["验证机会点", "制定并提交标书"], "ltc"),
        (["来访登记", "认购", "网签"], "real-estate"),
        (["市场调研", "需求分析", "商务谈判", "售后服务"], "research-to-service"),
        (["接近客户", "探寻需求", "异议处理"], "seven-steps"),
        (["客户开发", "客户接触", "客户维护"], "ten-segments"),
        ([], "b2b"),
    ],
)
def test_the_playbook_that_fits_is_chosen(stages: list[str], name: str) -> None:
    assert best_playbook(stages).name == name
