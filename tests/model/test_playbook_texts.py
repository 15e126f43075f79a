"""A team's own names of stages go before a playbook's."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.locations import playbooks_dir
from salestui.model.playbook import (
    PlaybookError,
    best_playbook,
    parse_playbook,
    playbook,
    with_texts,
)

B2B = playbook("b2b")


def code(text: str, texts: dict[str, str]) -> str | None:
    stage = with_texts(B2B, texts).stage(text)
    return stage.code if stage else None


@pytest.mark.parametrize(
    ("text", "texts", "meant"),
    [
        ("Handshake", {"Handshake": "negotiation"}, "negotiation"),
        (" hand shake ", {"Handshake": "negotiation"}, "negotiation"),
        ("Won", {"Won": "lost"}, "lost"),
        ("★★", {"★★": "won", "★": "lead"}, "won"),
        ("★★★", {"★★": "won"}, None),
        ("", {"★★": "won"}, None),
        ("Handshake", {"Handshake": "nowhere"}, None),
        ("Won", {"Handshake": "negotiation"}, "won"),
    ],
)
def test_what_a_text_means(text: str, texts: dict[str, str], meant: str | None) -> None:
    assert code(text, texts) == meant


def test_a_playbook_without_such_texts_stays_as_it_is() -> None:
    assert with_texts(B2B, {}) is B2B
    assert with_texts(B2B, {"x": "nowhere"}) is B2B
    assert B2B.stage("Handshake") is None


def test_own_names_take_part_in_the_choice_of_a_playbook() -> None:
    stages = ["Alpha", "Beta"]
    only = next(
        s.code
        for s in playbook("project-sales").stages
        if s.code not in {b.code for b in B2B.stages}
    )
    assert best_playbook(stages, {"Alpha": only}).name == "project-sales"
    assert best_playbook(stages, {"Alpha": only}).stage("Alpha") is not None
    assert best_playbook(stages).name == "b2b"


def test_of_two_that_know_as_much_the_users_own_is_taken_in_any_order(tmp_path: Path) -> None:
    six = [stage.zh for stage in playbook("project-sales").stages]
    assert {best_playbook(names).name for names in (six, six[::-1])} == {"project-sales"}
    own = playbooks_dir()
    own.mkdir(parents=True)
    (own / "zz.toml").write_text(
        'name = "zz"\nbased_on = "project-sales"\nen = "Ours"\nzh = "我们"\n', encoding="utf-8"
    )
    assert {best_playbook(names).name for names in (six, six[::-1])} == {"zz"}


def test_a_playbook_file_names_only_its_own_stages() -> None:
    stages = "\n".join(
        f'[[stages]]\ncode = "{kind}"\nen = "{kind}"\nzh = "{kind}"\nkind = "{kind}"'
        for kind in ("open", "won", "lost")
    )
    text = f'name = "x"\nen = "x"\nzh = "x"\n{stages}\n[texts]\nDone = "finished"\n'
    with pytest.raises(PlaybookError, match="finished"):
        parse_playbook(text.encode(), "x.toml")
