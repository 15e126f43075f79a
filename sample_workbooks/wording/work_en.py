"""English texts about how deals are run."""

from __future__ import annotations

WORK: dict[str, tuple[str, ...]] = {
    "director": ("Caroline Voss",),
    "lawyers": ("Edith Marlow",),
    "project managers": ("Samir Bose", "Ingrid Falk"),
    "plan": (
        "Qualify and agree on the plan", "Map the people who decide", "Discovery workshops",
        "Mutual plan agreed", "Prove it", "Sandbox with their data", "Security questionnaire",
        "Success criteria met", "Close", "Legal redlines", "Pricing and terms",
        "Signature",
    ),
    "plan departments": (
        "Sales", "Sales", "Solutions", "Sales", "Solutions", "Solutions", "Solutions", "Sales",
        "Sales", "Legal", "Finance", "Sales",
    ),
    "late note": ("Their test data came two weeks late; IT has not confirmed the last run.",),
    "errands": (
        "Send the reference list to the partner team", "Clean up close dates before Monday",
        "Call back the trade show leads", "Update the battle card on Northgrid",
        "Prepare the quarterly business review", "Shadow Maya at a negotiation",
    ),
    "gate pass": (
        "Need and budget are clear, discount within policy.", "Delivery has confirmed the dates.",
        "Margin is fine, references are in place.",
    ),
    "gate conditional": ("Go ahead with the price, but not with the payment terms they ask.",),
    "gate conditions": ("Payment within 45 days, and the COO met once more before we send it.",),
    "gate hold": ("Nobody of the board has been met. Come back when the CFO is covered.",),
    "handed over": ("Handed over after the account changed hands.",),
}  # fmt: skip
