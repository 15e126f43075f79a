"""English texts about customers after the sale."""

from __future__ import annotations

SERVICE: dict[str, tuple[str, ...]] = {
    "questions": ("How satisfied are you with the rollout?",
                  "How likely are you to recommend us to a colleague?",
                  "What should we do differently?"),
    "answers 0": ("On time, as promised.", "Our shift leads use it every day.",
                  "Best onboarding we have had."),
    "answers 1": ("Good, reports are slow at month end.", "Works; the manual could be better.",
                  "Fine so far."),
    "answers 2": ("Nobody called us back for two weeks.", "Took longer than sold.",
                  "We pay for modules we do not use."),
    "voices": (
        "Would like the forecast by plant.", "Invoice format does not fit our system.",
        "More training for night shifts.", "A price list we can show to our board.",
        "One contact instead of three.", "Mobile view for the warehouse.",
        "Tell us before maintenance windows.", "A user group in the Midwest.",
        "Shorter contracts.", "Thank you for the quick fix in March.",
    ),
    "case number": ("S-26",),
    "issue installation": ("Second site to connect", "New test system", "Single sign-on"),
    "issue training": ("New planners start Monday", "Refresher for shift leads"),
    "issue repair": ("Import stops at 10,000 rows", "Report shows last week's stock",
                     "Mobile app signs out"),
    "issue feedback": ("Wants filters saved", "Export in two languages"),
    "issue maintenance": ("Yearly check", "Upgrade to 8.2"),
    "issue complaint": ("Nobody reachable on Friday", "Invoice wrong twice"),
    "issue visit": ("Half-year visit", "Visit after go-live"),
    "solved installation": ("Connected, tested with their IT.",),
    "solved training": ("Two sessions held, recording sent.",),
    "solved repair": ("Fixed in the next patch.", "Setting corrected on the call."),
    "solved feedback": ("Passed to product.",),
    "solved maintenance": ("Done over the weekend.",),
    "solved complaint": ("Apologised, credit note sent.", "New contact named."),
    "solved visit": ("Visited; wants the analytics add-on.",),
}  # fmt: skip
