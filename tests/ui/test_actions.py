"""Every declared action can be called, and its keys and ids are its own."""

from __future__ import annotations

import pytest
from textual.actions import parse

from salestui.ui.actions import APP_ACTIONS, Action, key_name
from salestui.ui.app import SalesApp
from salestui.ui.file_actions import FileActions
from salestui.ui.view_actions import ViewActions

ROOMS = {"file": FileActions, "look": ViewActions}


@pytest.mark.parametrize("action", APP_ACTIONS, ids=lambda a: a.id)
def test_an_action_of_the_app_can_be_called(action: Action) -> None:
    _, name, arguments = parse(action.call)
    assert hasattr(SalesApp, f"action_{name}")
    if name in ROOMS:
        (method,) = arguments
        assert callable(getattr(ROOMS[name], method))


def test_no_two_actions_share_an_id_or_a_key() -> None:
    ids = [a.id for a in APP_ACTIONS]
    keys = [k for a in APP_ACTIONS for k in a.keys.split(",") if k]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)


def test_keys_are_named_as_people_write_them() -> None:
    assert key_name("ctrl+s") == "^s"
    assert key_name("question_mark,f1") == "?"
