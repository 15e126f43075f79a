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
        "Our champion. Give her the ROI sheet before the steering committee.",
        "Security workshop, then a sandbox for two weeks.",
        "Agree on the paper process early; no surprises in the last week.",
        "Keep posted on dates; tells us who sits in which meeting.",
        "Let him try the API himself.",
    ),
    "strategies against": (
        "Ask for half an hour alone; he has never been asked what worries him.",
        "Prefers Northgrid, he brought them in at his last job. Win the COO first, then a "
        "reference call CFO to CFO.",
        "Find out what went wrong with the last rollout.",
        "Wants to build in-house. Offer a joint proof of concept and let his team score it.",
    ),
    "win notes": (
        "Promised the board two percent of margin by next summer.",
        "Wants one forecast he can sign.",
        "Gets her evenings back in the closing week.",
        "One system less to keep alive.",
        "A clean tender file.",
        "No more chasing numbers for the Monday meeting.",
        "A case study with his name on it.",
    ),
    "contact notes": ("Met once, in August. Has changed office since.",),
    "relation notes": (
        "They came to the company together.", "Plays tennis with him on Thursdays.",
        "Sit on the same trade association board.", "Both on last year's user panel.", "",
        "Asked for his opinion before every purchase.", "Former colleagues at a logistics firm.",
        "Offered to take a reference call.", "", "Offered to show the rollout on site.",
    ),
}  # fmt: skip
