"""English texts about activities."""

from __future__ import annotations

CALLS: dict[str, tuple[str, ...]] = {
    "next 0": ("Send intro deck", "Book a discovery call", "Find out who owns the budget"),
    "next 1": ("Demo with the ops team", "Send security answers", "Agree on success criteria"),
    "next 2": ("Send revised quote", "Reference call", "Walk the CFO through the numbers"),
    "next 3": ("Redlines back to legal", "Call procurement", "Confirm signature date"),
    "said 0": ("Curious, no budget line yet.", "Inherited three tools and hates two.",
               "Asked what we cost before hello.", "Will ask her team and come back."),
    "said 1": ("Ops lead lit up at the audit trail.", "IT wants single sign-on in writing.",
               "They close their month in nine days. That is the pain.",
               "Second demo, now with the plant manager."),
    "said 2": ("Finance likes the three-year view.", "Asked for two more references.",
               "Northgrid presented last week.", "Scope cut to two sites for the start."),
    "said 3": ("Legal has two open points.", "Procurement wants 5% more, we offered terms.",
               "CFO signs on Thursdays.", "Waiting for the board minutes."),
    "said after": ("First users live, mood is good.", "Would talk to a prospect for us.",
                   "Asked for training for the new team.", "Wants the analytics add-on next year."),
    "agreed": (
        "Send the renewal paper", "Call back about the open ticket", "Send case study draft",
        "Book the year-end review", "Ask for two referrals", "Send the 2027 price list",
        "Call: how is the rollout going?", "Confirm Tuesday's visit",
        "Send the workshop agenda", "Offer the analytics add-on", "Invite to the user day",
        "Introduce the new support contact", "Ask for a quote on the website",
        "Send the training dates", "Discuss the second site", "Check in on the audit",
        "Plan the budget round", "Send holiday greetings",
    ),
}  # fmt: skip
