"""A playbook file that makes no sense: every contradiction is named with its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.locations import playbooks_dir
from salestui.model.playbook import (
    PlaybookError,
    builtin_file,
    builtin_playbooks,
    known_playbooks,
    library,
    parse_playbook,
    playbook,
    tailored,
)

SOURCE = (builtin_file("project-sales") or b"").decode()


def faults(text: str) -> dict[str, str]:
    """Code by key of what is wrong."""
    with pytest.raises(PlaybookError) as caught:
        parse_playbook(text.encode(), "mine.toml")
    assert str(caught.value).startswith("mine.toml: ")
    return {fault.key: fault.code for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("before", "after", "key", "code"),
    [
        ("probability = 0.45", "probability = 0.1", "stages.planning.probability",
         "playbook-probability-falls"),
        ("probability = 0.45", "probability = 45", "stages.planning.probability",
         "playbook-probability"),
        ('kind = "lost"', 'kind = "open"', "stages", "playbook-missing-stage"),
        ('zh = "概念交流"', 'zh = "概念交流"\nnext = ["information"]', "stages.information.next",
         "playbook-cycle"),
        ('zh = "概念交流"', 'zh = "概念交流"\nnext = ["nowhere"]', "stages.concept.next",
         "playbook-unknown-code"),
        ('after = "information"\nbefore = "concept"', 'after = "concept"\nbefore = "information"',
         "gates.preliminary", "playbook-cycle"),
        ('after = "information"', 'after = "gone"', "gates.preliminary.after",
         "playbook-unknown-code"),
        ('reviewer = "director"', 'reviewer = "king"', "gates.approval.reviewer",
         "playbook-unknown-code"),
        ('required = ["need", "customer"]', 'required = ["neeed"]', "gates.preliminary.required",
         "playbook-unknown-code"),
        ('merge_gates = { preliminary = "approval" }', "", "tailoring.medium.merge_gates",
         "playbook-gate-lost"),
        ('{ concept = "information" }', '{ concept = "information", information = "concept" }',
         "tailoring.medium.merge_stages", "playbook-cycle"),
        ('{ concept = "information" }', '{ concept = "delivery" }',
         "tailoring.medium.merge_stages.concept", "playbook-merge-kind"),
        ("up_to = 3000000", "up_to = 3000", "tailoring", "playbook-bands"),
        ("rot_days = 60", "rot_dayz = 60", "stages.information", "playbook-unknown-key"),
        ('code = "collect"', 'code = "analyse"', "work.checklist", "playbook-twice"),
        ('zh = "概念交流"', 'zh = "信息收集"', "stages.concept", "playbook-ambiguous"),
    ],
)  # fmt: skip
def test_each_contradiction_has_a_name_and_a_place(
    before: str, after: str, key: str, code: str
) -> None:
    assert before in SOURCE
    assert faults(SOURCE.replace(before, after, 1))[key] == code


@pytest.mark.parametrize("kind", ["criteria", "card"])
def test_weights_add_up_to_100(kind: str) -> None:
    item = 'code = "x"\nen = "x"\nzh = "x"\nweight = 60\n'
    criteria = f"\n[[lists.criteria]]\n{item}"
    card = (
        '\n[[lists.scorecards]]\ncode = "rep"\nen = "x"\nzh = "x"\ngrades = []\n'
        f'[[lists.scorecards.measures]]\n{item}metric = "moon"\n'
    )
    found = faults(SOURCE + (criteria if kind == "criteria" else card))
    where = "lists.criteria" if kind == "criteria" else "lists.scorecards.rep.measures"
    assert found[where] == "playbook-weights"
    if kind == "card":
        assert found["lists.scorecards.rep.measures.x.metric"] == "playbook-unknown-code"


def test_a_wrong_key_is_guessed_and_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(PlaybookError, match="Did you mean rot_days"):
        parse_playbook(SOURCE.replace("rot_days", "rot_dayz", 1).encode(), "mine.toml")
    with pytest.raises(PlaybookError, match=r"mine\.toml: This is no TOML: .*line 2"):
        parse_playbook(b'name = "x"\nen = \n', "mine.toml")


def own(name: str, text: str) -> Path:
    folder = playbooks_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_playbook_adds_or_takes_the_place_of_ours() -> None:
    own("extra.toml", SOURCE.replace('name = "project-sales"', 'name = "ours"', 1))
    own("b2b.toml", 'based_on = "b2b"\nname = "b2b"\nen = "Our way"\n')
    names = [p.name for p in known_playbooks()]
    assert names == sorted({p.name for p in builtin_playbooks()} | {"ours"})
    changed = playbook("b2b")
    assert changed.en == "Our way"
    assert [s.code for s in changed.stages][:2] == ["lead", "qualified"]
    assert library().errors == ()


def test_a_faulty_own_playbook_is_told_and_ours_stays() -> None:
    path = own("b2b.toml", 'based_on = "b2b"\nname = "b2b"\nbuyer_process = "magic"\n')
    (error,) = library().errors
    assert error.origin == str(path)
    assert error.faults[0].key == "buyer_process"
    assert playbook("b2b").origin == "b2b.toml"


def test_one_person_reviews_himself_only_where_the_size_allows() -> None:
    """inventory 4"""
    book = playbook("project-sales")
    assert tailored(book, 1000.0, team_size=1).self_reviewed
    assert not tailored(book, 1000.0, team_size=2).self_reviewed
    assert not tailored(book, 9e9, team_size=1).self_reviewed
    path = tailored(book, 1000.0)
    assert path.place("concept") == path.place("information") == 0
    merged = path.gate("preliminary")
    assert merged is not None
    assert merged.codes == ("preliminary", "approval", "commercial")
    assert path.gates_between("concept", "planning") == (merged,)
    assert path.gates_between("planning", "concept") == ()
    assert path.gates_between("information", "lost") == ()
