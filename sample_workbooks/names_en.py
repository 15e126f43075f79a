"""The English workbook's words: a software company's sales team. All names are invented."""

from __future__ import annotations

from sample_workbooks.vocabulary import Vocabulary, Who, pick

_STEMS = tuple(
    """
    Alderbrook Ashcombe Barrowfen Bellmarsh Birchline Blackmere Bramwick Briarholt Brindleton
    Calderfoot Carrowdale Cedarmoor Chalkwell Cinderhill Claymont Coldharrow Copperlane Cranleigh
    Crestholm Crosswater Dalebourne Danforth Deepwater Dovercroft Drumlin Dunmarrow Eastlathe
    Eldergate Elmshade Emberfield Fairlock Fallowdene Farthing Fenwick Fernhollow Flintmoor
    Foxglade Frosthaven Gableford Garnetbay Glenrusk Goldcrest Granthorpe Greyfell Halewick
    Harborline Hartsmere Hawkstone Hazelrigg Heathmont Highbarrow Hollowell Ironvale Ivybridge
    Juniperfield Kelderby Kestrelway Kingsmarsh Lakemont Larkhill Laurelton Lindenbrook Longmeadow
    Loxwood Maplecrest Marlowby Meadowgate Merrowdale Millrace Mossbank Netherfold Northlathe
    Norwell Oakmarsh Oldcastle Orchardon Otterburne Overlook Paddockton Pebblecreek Pinehaven
    Plumstead Quarryside Quillmont Ravensgill Redfern Ridgewater Rookwood Rosedene Rowanfield
    Saltmarsh Sandpiper Seabright Shalebrook Silverfen Skylark Slatewood Southmere Springholt
    Stonebeck Summerlea Swallowfield Tallgrass Tamarind Thistledown Thornbury Timberline Tollgate
    Underhill Valewood Vesperton Walnutgrove Waterfold Weatherby Westlathe Whinmoor Wildrose
    Willowmere Windrush Yarrowby
    """.split()  # noqa: SIM905 - a hundred quoted words are hard to read
)
_SUFFIXES = (
    ("Manufacturing", "Precision", "Industries"),
    ("Logistics", "Freight", "Supply"),
    ("Health", "Medical Group", "Clinics"),
    ("Retail", "Outfitters", "Stores"),
    ("Insurance", "Credit Union", "Capital"),
    ("Energy", "Utilities", "Renewables"),
    ("Foods", "Beverage", "Farms"),
    ("Technologies", "Systems", "Networks"),
)
_FIRST = (
    "Alison", "Brent", "Carmen", "Derek", "Elena", "Felix", "Gloria", "Harvey", "Imani", "Jonas",
    "Keiko", "Leon", "Marta", "Nolan", "Olive", "Priya", "Quentin", "Rosa", "Simon", "Tessa",
)  # fmt: skip
_LAST = (
    "Abbott", "Bergstrom", "Castillo", "Dunn", "Eriksen", "Farrow", "Gallagher", "Hayashi",
    "Ibarra", "Jessop", "Kowalski", "Lund", "Mbeki", "Novak", "Osei", "Pruitt", "Rahman",
)  # fmt: skip
_WORK = ("rollout", "upgrade", "pilot", "expansion", "renewal", "migration", "first site")


def _company(who: Who) -> str:
    return f"{_STEMS[who.customer]} {pick(_SUFFIXES[who.industry], who.customer // 8)}"


def _contact(who: Who) -> str:
    return f"{pick(_FIRST, who.customer * 7)} {pick(_LAST, who.customer * 5)}"


def _phone(who: Who) -> str:
    return f"({212 + who.customer * 7 % 600}) 555-01{who.customer % 100:02d}"


def _email(who: Who) -> str:
    user = _contact(who).lower().replace(" ", ".")
    return f"{user}@{_STEMS[who.customer].lower()}.example"


_PRODUCTS = (
    ("Atlas Enterprise", "Platform", 96_000),
    ("Atlas Core", "Platform", 42_000),
    ("Atlas Analytics", "Platform", 58_000),
    ("Connector Pack", "Add-on", 24_000),
    ("Guided Onboarding", "Services", 18_000),
    ("Premier Support", "Services", 15_000),
)


def _project(short: str, product: int, flavour: int) -> str:
    name = _PRODUCTS[product][0]
    return f"{short}: {name}" if product > 3 else f"{short}: {name} {pick(_WORK, flavour)}"


EN = Vocabulary(
    playbook="b2b",
    reps=(
        "Maya Okafor", "Daniel Reyes", "Hannah Lindqvist", "Theo Barrett",
        "Victor Hale", "Priya Raman", "Owen Castellano", "Grace Whitfield",
        "Marcus Doyle", "Tara Nguyen", "Julian Frost", "Sofia Marchetti",
    ),
    teams=("Enterprise", "Mid-Market", "Growth"),
    managers=("Renee Caldwell", "Ibrahim Sesay", "Laura Petersen"),
    regions=("Northeast", "Southeast", "Midwest", "West"),
    roles=("Senior account executive", "Account executive", "Account executive (new)"),
    industries=(
        "Manufacturing", "Logistics", "Healthcare", "Retail", "Financial services", "Energy",
        "Food and beverage", "Technology",
    ),
    products=_PRODUCTS,
    sources=("Referral", "Website", "Outbound", "Trade show", "Partner", "Existing customer"),
    loss_reasons=(
        "Price", "Lost to competitor", "No budget", "No decision", "Champion left",
        "Missing feature",
    ),
    competitors=("Northgrid", "Salient One", "Quorum Suite", "In-house build"),
    partners=("Bluepeak Consulting", "Datavale", "Kestrel IT", "Meridian Partners"),
    next_steps=(
        ("Book discovery call", "Find the economic buyer", "Send intro deck", "Qualify budget"),
        ("Demo with the ops team", "Map the decision process", "Get security questionnaire",
         "Agree success criteria"),
        ("Walk through the proposal", "Reference call", "Send revised quote", "ROI workshop"),
        ("Redlines back to legal", "Agree payment terms", "Get signature", "Procurement call"),
    ),
    notes={
        "open": (
            "Good first call, wants to see the audit trail.",
            "Budget owner is the COO; IT only advises.",
            "Asked for two references in the same industry.",
            "Comparing us with what they have in spreadsheets today.",
            "Wants to start with one site and add the others next year.",
            "Security review takes about three weeks on their side.",
            "Prefers annual billing; would take 3 years for 8% off.",
            "New VP started in September and wants to see all of it again.",
        ),
        "silent": (
            "No answer to the last three emails.",
            "Was waiting for their budget round, nobody has followed up since.",
            "Champion on leave, need another way in.",
            "Said 'after the summer'.",
        ),
        "won": (
            "Signed after the ROI workshop.",
            "Two-year term, option for 40 more seats.",
            "Closed faster than planned, their old contract ran out.",
            "Gave 6% for a reference and a case study.",
        ),
        "lost": (
            "Went with the cheaper offer, come back at renewal.",
            "Project stopped by the board; contact still friendly.",
            "We came in late, requirements were written for someone else.",
            "Could not get to the decision maker.",
        ),
        "big": ("Our biggest deal of the quarter. Verbal yes from the CIO on Oct 30, legal has had "
                "the redlines since. CALL THEM.",),
    },
    customer_notes=(
        "Reference customer", "Prefers phone", "Contract renews in March", "Net 60 payer",
        "Decides by committee", "Met at the Chicago show",
    ),
    company=_company,
    short_company=lambda who: _STEMS[who.customer],
    contact=_contact,
    phone=_phone,
    email=_email,
    project=_project,
    deal_id="D-1{number:03d}",
    customer_id="C-{number:03d}",
)  # fmt: skip
