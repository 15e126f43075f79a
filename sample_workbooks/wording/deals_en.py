"""English texts in the deals' and customers' own rows."""

from __future__ import annotations

DEALS: dict[str, tuple[str, ...]] = {
    "legal forms": ("", ", Inc."),
    "entered twice": ("From a badge scan at the Chicago show", "Entered by the web form"),
    "commitments": ("COO joins the next review", "Sends test data by Friday",
                    "Opens a budget line in January", "Names two reference users",
                    "Shares the contract template"),
    "tender numbers": ("RFP-2026-114", "RFQ-26-0837"),
    "customer_analysis": (
        "Nine stores a year are added, each runs on its own spreadsheet. The CIO decides with the "
        "CFO; the COO pays. Year-end freeze on December 21.",
        "Three networks merged in spring, none of the forecasts agree. IT is open, finance wants "
        "one number. Decision by committee, quorum of four.",
    ),
    "own_analysis": (
        "Strongest product fit of the year, but we have only one relation at the top. Delivery "
        "has a team free from January.",
        "Reference in the same industry, solution engineer known to them. Thin on integrations.",
    ),
    "competition_analysis": (
        "Northgrid offers 14% less in year one and knows the CFO. In-house build is off the table.",
        "Salient One is the incumbent in finance; their contract ends in March.",
    ),
    "environment_analysis": (
        "Retail spending is cautious; boards like projects that pay back within a year.",
        "Network operators consolidate; the regulator asks for audit trails from 2027.",
    ),
    "strengths": ("Verbal yes from the CIO; the pilot paid for itself in ten weeks.",
                  "Whole decision chain covered; champion writes the board paper."),
    "weaknesses": ("Nobody has called since October 30; CFO never met alone.",
                   "Integration with their billing is not proven yet."),
    "openings": ("Four sister companies use the same spreadsheets.",
                 "Second and third network in the second half of 2027."),
    "threats": ("Budget lapses on December 31; Northgrid talks to the CFO.",
                "Year-end freeze could move the signature into January."),
    "key_info": ("Legal has had our redlines since October 30. Board meets on December 15.",
                 "Committee meets every second Tuesday, next on December 1."),
}  # fmt: skip
