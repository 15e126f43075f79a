"""The sales projects of a network integrator, for the playbook ``ltc``.

What a manager finds on the day of the story, 21 November 2026:

- *Metro communications* runs as planned: every gate on its day, a report every week, budget kept.
- *Provincial cloud*: the decision to bid was to be taken on 13 November and has not been (amber).
- *Bank twin data centre* is in trouble (red): a third round of tests cost more than was allowed,
  the reason stands at the costs; its gravest risk was to be dealt with by 6 November; a quality
  check failed; last week's talk with the customer did not take place.
- *Airport operations platform*: no weekly report since 30 October.
- *Hospital network*: nobody has been appointed project director.
- *Port automation*: accepted in August; the final payment was due on 30 September, promised for
  30 October, and has not come.
- *Grid dispatch*: one change of the contract is approved and in the plan, another waits.
- *National backbone*: closing; all is delivered, but two people have not been released and nobody
  has evaluated the money.
- *Rural broadband* is closed in good order. Papers of the *toll road* of 2023 reach their end: one
  was to be destroyed in October, one may go on 30 November.
- *Stadium network* was lost in June, with the reason and what was learned.
- Jonas Weber (吴俊峰) is promised to three projects with more than all of his time; so are the two
  whom the backbone has not let go.
- The cloud tour cost money and has won nothing yet; the energy day has paid for itself.
"""
