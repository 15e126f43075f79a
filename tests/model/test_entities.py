"""What is declared of entities holds together."""

from __future__ import annotations

import pytest

from salestui.model.entities import CORE, ENTITIES, OPTIONAL, entity
from salestui.model.entities.targets import METRIC
from salestui.model.fields import Entity, FieldType
from salestui.model.folding import folded

NAMES = {kind.name for kind in ENTITIES}


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.name)
def test_an_entity_names_only_fields_that_it_has(kind: Entity) -> None:
    fields = [f.name for f in kind.fields]
    named = {*kind.title, *kind.evidence, *(name for group in kind.needs for name in group)}
    assert len(fields) == len(set(fields))
    assert named | ({kind.key} if kind.key else set()) <= set(fields)
    assert {f.refers for f in kind.fields if f.refers} <= NAMES


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.name)
def test_labels_tell_fields_and_choices_apart_in_each_language(kind: Entity) -> None:
    for language in ("en", "zh"):
        labels = [f.labels[language] for f in kind.fields]
        assert len(labels) == len(set(labels))
        for field in kind.fields:
            texts = field.choice_texts(language)
            codes = tuple(choice.code for choice in field.choices)
            assert tuple(map(field.code, texts)) == codes, (kind.name, field.name)
            assert tuple(map(field.code, codes)) == codes
            assert not field.choices or field.type is FieldType.CHOICE


def test_every_optional_entity_asks_for_something_of_its_own() -> None:
    assert {kind.name for kind in OPTIONAL if kind.optional and kind.needs} == NAMES - {
        kind.name for kind in CORE
    }
    assert not any(kind.optional for kind in CORE)


def test_sheet_names_do_not_claim_what_another_entity_is_called() -> None:
    owners: dict[str, str] = {}
    for kind in ENTITIES:
        for name in {folded(n) for n in (kind.name, kind.en, kind.zh, *kind.sheet_aliases)}:
            assert owners.setdefault(name, kind.name) == kind.name, name


def test_choices_are_read_as_people_write_them() -> None:
    attitude = entity("contacts").field("attitude")
    assert attitude is not None
    assert [attitude.code(t) for t in ("-2", "−2", "+2", "2", " 支持 ", "?", "", None)] == [
        "-2", "-2", "2", "2", "1", "", "", "",
    ]  # fmt: skip
    assert METRIC.code("回款") == "collections"
    assert METRIC.code("New-Customers") == "new customers"


def test_nothing_private_is_kept_of_contacts() -> None:
    fields = {f.name for f in entity("contacts").fields}
    assert not fields & {"family", "spouse", "home", "birthday", "benefit"}
