"""A lead becomes a deal, with its customer and its contact."""

from __future__ import annotations

import pytest
from customer_books import ENGLISH, TODAY, loaded

from salestui.selling.changes import edits_of
from salestui.selling.customers.lead_conversion import conversion, conversion_changes

pytestmark = pytest.mark.inventory(21, 22)


def test_a_new_company_gets_a_customer_a_contact_and_a_deal_in_one_group() -> None:
    book = loaded(ENGLISH)
    found = conversion(book.state, 1)
    assert (found.refusal, found.missing, found.new_customer, found.new_contact) == (
        "", (), True, True,
    )  # fmt: skip
    assert found.name == "Dune a new oven"
    assert found.asked
    changes = conversion_changes(book.state, found, TODAY, found.name, 500.0)
    book.apply("convert", edits_of(book.state, changes, book.new_rows))
    state = book.state
    deals, customers = state.live("deals"), state.live("customers")
    assert deals is not None and customers is not None
    made = deals.row(-1, named=True)
    assert (made["name"], made["customer"], made["amount"]) == ("Dune a new oven", "Dune", 500.0)
    assert (made["source"], made["owner"], made["created"]) == ("Exhibition", "Ann", TODAY)
    stage = state.playbook.stage(made["stage"])
    assert stage is not None and stage == state.playbook.stages[0]
    assert customers.row(-1, named=True)["name"] == "Dune"
    contacts = state.live("contacts")
    assert contacts is not None
    assert contacts.row(-1, named=True)["name"] == "Rae"
    lead = state.entities["leads"]
    assert lead.value(1, "converted_deal") == "Dune a new oven"
    assert lead.value(1, "status") == "converted"
    assert conversion(state, 1).refusal == "converted"
    book.undo()
    assert not book.state.is_pending


def test_a_known_company_and_contact_are_not_added_again() -> None:
    state = loaded(ENGLISH).state
    found = conversion(state, 2)
    assert (found.customer, found.new_customer, found.new_contact) == (2, False, False)
    assert set(found.missing) == {"need", "reach"}
    changes = conversion_changes(state, found, TODAY, "Spares", None)
    assert [entity for entity, _values in changes.rows] == ["deals"]
    values = changes.rows[0][1]
    assert (values["customer"], values["name"]) == ("Boreal", "Spares 2")


def test_what_is_converted_or_has_nowhere_to_go_is_refused() -> None:
    assert conversion(loaded(ENGLISH).state, 0).refusal == "converted"
    assert conversion(loaded(ENGLISH, "Pipeline").state, 1).refusal == "no deals"
    assert set(conversion(loaded(ENGLISH).state, 3).missing) == {
        "company", "contact", "reach", "need", "owner",
    }  # fmt: skip
