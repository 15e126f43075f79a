"""How big the markets are, and what is known of each territory."""

from __future__ import annotations

from datetime import date

from sample_workbooks.optional.telling import Row, Telling

_YEARS = (date(2025, 1, 31), date(2026, 1, 31))
_REGION_SIZE = (1.3, 1.0, 0.8, 1.1)
_PRODUCT_SIZE = (46.0, 30.0, 22.0, 9.0, 8.0, 6.0)
"""Millions of a plain dollar book in a usual region."""
_GROWTH = (0.07, 0.11, 0.15, 0.05, 0.03, 0.04)
_OWNERS = (0, 2, 6, 10)


def market(telling: Telling) -> list[Row]:
    """What is bought of our kinds of product by region, as estimated each January."""
    rows: list[Row] = []
    for year, day in enumerate(_YEARS):
        for region, name in enumerate(telling.names.regions):
            for place, (product, series, _) in enumerate(telling.names.products):
                growth = _GROWTH[place] + (region - 1.5) / 100
                size = _PRODUCT_SIZE[place] * _REGION_SIZE[region] * telling.scale
                rows.append(
                    {
                        "date": day,
                        "segment": series,
                        "region": name,
                        "product": product,
                        "size": round(size * (1 + growth) ** (year - 1), 1) * 1_000_000,
                        "growth": round(growth, 3),
                        "source": telling.text("market sources", place),
                    }
                )
    return rows


def territories(telling: Telling) -> list[Row]:
    """One row a region: what is there, who sells against us, what was handed over."""
    return [
        {
            "name": name,
            "owner": telling.rep(_OWNERS[place]),
            "characteristics": telling.text("characteristics", place),
            "industries": telling.text("industries", place),
            "rivals": telling.text("rival agents", place),
            "customer_list": _counted(telling, place),
            "sources": telling.text("directories", place),
            "handover": telling.note("handovers", place),
        }
        for place, name in enumerate(telling.names.regions)
    ]


def _counted(telling: Telling, region: int) -> str:
    own = [c for c in telling.rows.customers if c.customer.region == region]
    key = sum(c.customer.tier == 0 for c in own)
    return telling.text("customer list", 0).format(customers=len(own), key=key)
