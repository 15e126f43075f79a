"""Customers with open deals where nobody of ours knows a layer that decides."""

from __future__ import annotations

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import bare_text
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.customers.decision_chain import Lack
from salestui.selling.customers.rows import rows_by_customer
from salestui.selling.following.due_rows import open_deals
from salestui.selling.reference_links import ReferenceLinks

SCHEMA: dict[str, pl.DataType] = {
    "row": pl.Int64(), "who": pl.String(), "rep": pl.String(), "layer": pl.String(),
    "lack": pl.String(), "money": pl.Float64(),
}  # fmt: skip
"""A gap: ``row`` of the customer, ``layer`` a code, ``lack`` of ``Lack``, ``money`` of its open
deals."""


def uncovered_layers(links: ReferenceLinks) -> pl.DataFrame:
    """The needed layers without a contact, or without anybody who covers one; most money first.

    Empty where the workbook keeps no contacts: then nothing tells. See ``SCHEMA``.
    """
    state = links.state
    frame, customers = state.live("contacts"), state.live("customers")
    if frame is None or customers is None or frame.schema.get("layer") != pl.String:
        return pl.DataFrame(schema=SCHEMA)
    busy = _with_open_deals(links)
    layers = [layer.code for layer in state.playbook.lists.layers if layer.needed]
    wanted = busy.join(pl.DataFrame({"layer": layers}), how="cross")
    found = wanted.join(_known(links, frame), on=["row", "layer"], how="left")
    keeps_cover = "covered_by" in frame.columns
    lack = (
        pl.when(pl.col("covered").is_null())
        .then(pl.lit(str(Lack.NO_CONTACT)))
        .when(~pl.col("covered") & keeps_cover)
        .then(pl.lit(str(Lack.NOT_COVERED)))
    )
    names = customers.select(row=pl.col(ID).cast(pl.Int64), who=bare_text(customers, "name"),
                             rep=bare_text(customers, "owner"))  # fmt: skip
    gaps = found.with_columns(lack=lack).drop_nulls("lack").join(names, on="row")
    return gaps.select(pl.col(n).cast(t) for n, t in SCHEMA.items()).sort(
        "money", "row", descending=[True, False], nulls_last=True, maintain_order=True
    )


def _with_open_deals(links: ReferenceLinks) -> pl.DataFrame:
    """``row`` of each customer with open deals, and their ``money``."""
    deals = open_deals(links.state)
    if deals is None:
        return pl.DataFrame(schema={"row": pl.Int64, "money": pl.Float64})
    amount = pl.col("amount") if deals.schema.get("amount") == pl.Float64 else pl.lit(0.0)
    owners = links.of("deals", "customer").drop_nulls("to")
    joined = deals.select(pl.col(ID).cast(pl.Int64), money=amount).join(owners, on=ID)
    return joined.group_by(row="to", maintain_order=True).agg(money=pl.col("money").sum())


def _known(links: ReferenceLinks, contacts: pl.DataFrame) -> pl.DataFrame:
    """``row`` of a customer and ``layer`` with a contact; ``covered``: somebody covers one."""
    field = entity_of("contacts").field("layer")
    assert field is not None
    owners = rows_by_customer(links, "contacts")
    whose = pl.DataFrame(
        {ID: list(owners), "row": list(owners.values())}, schema={ID: pl.Int64, "row": pl.Int64}
    )
    covered = bare_text(contacts, "covered_by").is_not_null()
    told = contacts.select(
        pl.col(ID).cast(pl.Int64), layer=coded(contacts["layer"], field), covered=covered
    )
    return told.join(whose, on=ID).group_by("row", "layer").agg(pl.col("covered").any())
