"""A launch of 120 homes in three buildings, for the playbook ``real-estate``.

What a manager finds on the day of the story, 21 November 2026:

- Building A is nearly sold out, B is half sold, C has only begun.
- The four-bedroom homes hardly sell in any building; visitors say why in the register.
- B-0302 and C-0601 have only a part of their deposit, and the time to top it up is over;
  C-0402 topped up in time.
- The contract of B-0503 is to be signed today.
- The loan papers of B-0403 were due on 12 November.
- A-1004 is still held, though its hold ended on 19 November; C-0203 is held until tomorrow.
- A-0502 was subscribed in April, released with the deposit paid back, and sold again in May.
- The same phone stands twice in the register, with two agents.
- One buyer referred the next, three times over; the last of the chain is choosing now.
- The light boxes in the underground brought visitors and no sale; friends of buyers buy.
- Two buyers have not paid the rest of their price.
- Lily Tan (谭丽) leaves most of the register blank.
"""
