"""English texts about money: payments, costs, campaigns."""

from __future__ import annotations

CASH: dict[str, tuple[str, ...]] = {
    "conditions of payment": ("On signature", "On acceptance"),
    "promises": ("CFO: with the next payment run",),
    "overruns": ("Two trips to every deal that slipped",),
    "campaigns": ("Chicago trade show", "Spring webinars", "Refer a friend", "Partner roadshow"),
    "audiences": ("Plant managers", "Finance teams", "Customers", "Partners' customers"),
    "themes": ("See it run", "Close in three days", "You know who needs this", "Better together"),
    "aims": ("10 leads", "15 leads", "5 leads a quarter", "8 joint deals"),
    "campaign results": ("Good talks, deals still open", "Many listeners, few buyers", "",
                         "More talks than deals"),
}  # fmt: skip
