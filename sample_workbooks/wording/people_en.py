"""English texts about the customers' people."""

from __future__ import annotations

PEOPLE: dict[str, tuple[str, ...]] = {
    "positions": ("Chief Operating Officer", "Chief Financial Officer", "Director of Operations",
                  "Head of IT", "Procurement Manager", "Executive Assistant", "Systems Engineer"),
    "departments": ("Executive board", "Finance", "Operations", "IT", "Procurement",
                    "Executive office", "IT"),
    "experts": ("Noor Haddad", "Pavel Dolan"),
    "strategies": (
        "Quarterly business review with our VP; show payback in year one.",
        "Three-year total cost next to what they spend on spreadsheets today.",
        "Our champion. Share the ROI sheet before the steering committee.",
        "Security workshop, then a sandbox for two weeks.",
        "Agree on the paper process early; no surprises in the last week.",
        "Keep posted on dates; tells us who sits in which meeting.",
        "Offer access to the API for a trial.",
    ),
    "strategies against": (
        "Ask for half an hour alone; nobody has asked yet what the worries are.",
        "Prefers Northgrid since the last job. Win the COO first, then a "
        "reference call CFO to CFO.",
        "Find out what went wrong with the last rollout.",
        "Wants to build in-house. Offer a joint proof of concept, scored by the own team.",
    ),
    "win notes": (
        "Promised the board two percent of margin by next summer.",
        "One forecast that can be signed off.",
        "Free evenings in the closing week.",
        "One system less to keep alive.",
        "A clean tender file.",
        "No more chasing numbers for the Monday meeting.",
        "To be named in a case study.",
    ),
    "contact notes": ("Met once, in August. Has changed office since.",),
    "relation notes": (
        "They came to the company together.", "They play tennis on Thursdays.",
        "Sit on the same trade association board.", "Both on last year's user panel.", "",
        "Is asked before every purchase.", "Former colleagues at a logistics firm.",
        "Offered to take a reference call.", "", "Offered to show the rollout on site.",
    ),
}  # fmt: skip
