"""English texts about leads."""

from __future__ import annotations

_STEMS = ("Amberhurst", "Cobaltwick", "Elmport", "Fernstead", "Larchmere", "Marshcliff",
          "Oakhurst", "Rookport", "Stonewick", "Thornstead", "Valemere", "Wrencliff",
          "Ashport", "Birchwick")  # fmt: skip
_FORMS = ("Logistics", "Foods", "Tooling", "Packaging", "Medical", "Outdoor")

LEADS: dict[str, tuple[str, ...]] = {
    "strangers": tuple(f"{stem} {form}" for form in _FORMS for stem in _STEMS),
    "needs": (
        "One platform for orders and plants", "Replace spreadsheets in planning",
        "Forecast the board can trust", "Connect the ERP", "Get a new site live",
        "Somebody who answers the phone", "Audit trail for quality", "Dashboards for shift leads",
    ),
    "lead new": ("Downloaded the guide.", "Scanned the badge, wants prices.", "Filled in the form "
                 "twice."),
    "lead working": ("Left a message, try again.", "Asked for a call after the holidays."),
    "lead qualified": ("Budget in January, decides with the COO.", "Two sites, 300 users."),
    "lead rejected": ("Student.", "Too small.", "Only looking for a job.", "Bought last month."),
    "left": ("Nadia Brandt",),
}  # fmt: skip
