"""English texts about offers and rivals."""

from __future__ import annotations

OFFERS: dict[str, tuple[str, ...]] = {
    "rival strengths": ("Aggressive first-year price", "Well known with CFOs",
                        "Deep reporting", "No licence cost, full control"),
    "rival weaknesses": ("Thin services team, long waits", "Slow to implement",
                         "Expensive add-ons", "Depends on two developers"),
    "rival products": ("Cloud only, strong mobile app", "Finance suite with a sales module",
                       "Reporting first, workflow second", "Spreadsheets and scripts"),
    "rival focus": ("Retail and energy, Midwest", "Accounts above 5,000 employees",
                    "Healthcare on both coasts", "Their own plants"),
    "rival policy": ("40% off year one, list after that", "Bundles, no discounts on services",
                     "Pays the switch with free onboarding", "Budget comes from IT"),
    "criteria notes": ("Two outages last year with their old vendor.", "", "Forecasting first.",
                       "", "CFO compares year one only.", "Live before the season."),
    "proposal notes": ("Outline, budget range only", "Full scope with two options",
                       "Answer to their RFP"),
    "quote number": ("Q-26",),
    "discount reasons": ("Two-year term", "Northgrid is 14% below us", "Signed by month end",
                         "Reference and case study in return", "Multi-site"),
    "document types": ("Meeting minutes", "Requirements", "Proposal", "Quote",
                       "Security questionnaire", "Draft contract"),
    "document names": ("Kick-off minutes", "Requirements as agreed", "Proposal, final",
                       "Quote with options", "Security answers", "Master agreement, redlined"),
    "reasons won": ("Champion carried it through", "References in the same industry",
                    "Faster than their own plan", "Price held, terms flexible",
                    "Executive sponsor early"),
    "lessons won": (
        "The ROI workshop with their own numbers turned the CFO.",
        "Meeting the COO in week two saved us a month at the end.",
        "A sandbox is worth more than three demos.",
        "Bring delivery to the last call: it took away the fear of the switch.",
        "Ask for the paper process before the proposal.",
    ),
    "lessons lost": (
        "Requirements were written with a competitor; qualify harder.",
        "One contact only. When she left, so did the deal.",
        "We discounted before anybody had asked.",
        "Nobody had checked whether the budget was released.",
        "Four weeks without a call in the proposal stage.",
    ),
}  # fmt: skip
