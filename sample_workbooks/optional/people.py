"""Contacts with decision chains, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling
from sample_workbooks.records import Customer
from sample_workbooks.rows import CustomerRow
from sample_workbooks.vocabulary import Who

_OWNER, _MANAGER, _EXPERT, _NOBODY = "owner", "manager", "expert", ""


@dataclass(frozen=True, slots=True)
class Post:
    """A place in a customer's organisation; ``above``: place of who is reported to.

    ``touched``: days before the last contact with the customer; None for never.
    """

    layer: str
    role: str
    above: int | None
    attitude: int
    influence: str
    by: str
    touched: int | None


_POSTS = (
    Post("decision", "decision maker", None, 1, "high", _MANAGER, 8),
    Post("decision", "approver", 0, 0, "high", _OWNER, 15),
    Post("execution", "user", 1, 2, "medium", _OWNER, 0),
    Post("technical", "evaluator", 1, 1, "medium", _EXPERT, 3),
    Post("execution", "gatekeeper", 0, 0, "medium", _OWNER, 10),
    Post("support", "coach", 0, 2, "low", _OWNER, 2),
    Post("technical", "influencer", 3, 0, "low", _EXPERT, 6),
)
"""By place; the customer's main contact is the third."""

_COLD = Post("decision", "decision maker", None, 0, "high", _MANAGER, 95)
_OPPONENT = Post("technical", "evaluator", 1, -2, "high", _EXPERT, 12)
_AGAINST = Post("decision", "approver", 0, -2, "high", _OWNER, 31)
_UNCOVERED = Post("decision", "decision maker", None, 0, "high", _NOBODY, None)

_CHAINS: tuple[dict[int, Post], ...] = (
    # Of the two flagships: a boss not met for long and a foe who signs; the other in good order.
    {**dict(enumerate(_POSTS)), 0: _COLD, 1: _AGAINST},
    dict(enumerate(_POSTS)),
    {0: _POSTS[0], 1: _POSTS[1], 2: _POSTS[2], 3: _OPPONENT, 4: _POSTS[4]},
    {0: _UNCOVERED, 2: _POSTS[2], 3: _POSTS[3], 5: _POSTS[5]},
    {2: _POSTS[2], 3: _POSTS[3], 4: _POSTS[4]},
    {n: _POSTS[n] for n in (0, 1, 2, 3, 5)},
    {n: _POSTS[n] for n in (0, 2, 3, 4)},
    {2: _POSTS[2], 5: _POSTS[5]},
    {0: _COLD, 1: _POSTS[1], 2: _POSTS[2], 3: _POSTS[3]},
    dict(enumerate(_POSTS)),
    {n: _POSTS[n] for n in (0, 1, 2, 3, 4)},
    {n: _POSTS[n] for n in (0, 2, 3)},
    {n: _POSTS[n] for n in (0, 1, 2, 5)},
)
"""Who is known, of the key deals' customers and then of the most regular ones."""

_MAIN = 2
_KEY_TIER = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """A customer's people: names by place."""

    customer: CustomerRow
    posts: dict[int, Post]
    names: dict[int, str]

    @property
    def met(self) -> tuple[str, ...]:
        """Those who are met in the everyday course of things."""
        usual = {p: post for p, post in self.posts.items() if post not in (_COLD, _UNCOVERED)}
        return tuple(self.names[place] for place in usual)


def chains(telling: Telling) -> list[Chain]:
    """The decision chains told."""
    customers = [telling.customer_of[row.customer] for row in telling.keys]
    customers += telling.regulars[: len(_CHAINS) - len(customers)]
    fresh = len(telling.story.customers) + 1
    found = []
    for customer, posts in zip(customers, _CHAINS, strict=True):
        names = {}
        for place in posts:
            if place == _MAIN:
                names[place] = customer.contact
                continue
            who = customer.customer
            names[place] = telling.names.contact(Who(fresh, who.industry, who.region))
            fresh += 1
        found.append(Chain(customer, posts, names))
    return found


def contacts(telling: Telling) -> list[Row]:
    """The chains, and the one contact known of each other key account."""
    told = chains(telling)
    rows = [row for chain in told for row in _chain(telling, chain)]
    known = {chain.customer.name for chain in told}
    others = [
        c for c in telling.rows.customers if c.customer.tier == _KEY_TIER and c.name not in known
    ]
    return rows + [_single(telling, customer) for customer in others]


def _chain(telling: Telling, chain: Chain) -> Iterator[Row]:
    customer = chain.customer
    for place, post in chain.posts.items():
        above = _above(chain, place)
        yield {
            "name": chain.names[place],
            "customer": customer.name,
            "position": telling.text("positions", place),
            "department": telling.text("departments", place),
            "layer": telling.choice("contacts", "layer", post.layer),
            "decision_role": telling.choice("contacts", "decision_role", post.role),
            "attitude": telling.choice("contacts", "attitude", str(post.attitude)),
            "influence": telling.choice("contacts", "influence", post.influence),
            "covered_by": _cover(telling, customer.customer, post.by),
            "last_touch": _touched(customer, post),
            "reports_to": None if above is None else chain.names[above],
            "strategy": _strategy(telling, place, post),
            "win_note": telling.text("win notes", place),
            "phone": telling.names.phone(_who(customer, place)),
            "email": customer.email if place == _MAIN else None,
            "notes": telling.text("contact notes", 0) if post is _COLD else None,
        }


def _above(chain: Chain, place: int) -> int | None:
    """The nearest one above who is known."""
    above = chain.posts[place].above
    while above is not None and above not in chain.posts:
        above = _POSTS[above].above
    return above


def _strategy(telling: Telling, place: int, post: Post) -> str:
    if post.attitude < 0:
        return telling.text("strategies against", place)
    return telling.text("strategies", place)


def _cover(telling: Telling, customer: Customer, by: str) -> str | None:
    if by == _MANAGER:
        return telling.manager(customer.rep)
    if by == _EXPERT:
        return telling.text("experts", customer.rep)
    return telling.rep(customer.rep) if by == _OWNER else None


def _touched(customer: CustomerRow, post: Post) -> date | None:
    if post.touched is None:
        return None
    if post is _COLD:
        return AS_OF - timedelta(days=post.touched)
    return customer.customer.last_contact - timedelta(days=post.touched)


def _single(telling: Telling, customer: CustomerRow) -> Row:
    place = 2 + customer.customer.index % 3
    post = _POSTS[place]
    return {
        "name": customer.contact,
        "customer": customer.name,
        "position": telling.text("positions", place),
        "department": telling.text("departments", place),
        "layer": telling.choice("contacts", "layer", post.layer),
        "covered_by": customer.rep,
        "last_touch": customer.customer.last_contact,
        "phone": customer.phone,
        "email": customer.email,
    }


def _who(customer: CustomerRow, place: int) -> Who:
    who = customer.customer
    return Who(who.index + 130 * (place + 1), who.industry, who.region)


def relations(telling: Telling) -> list[Row]:
    """Who advises whom, who worked with whom, who recommends us: across customers too."""
    told = chains(telling)
    first, second, third, fourth = told[:4]
    known = (
        (first, 3, first, 1, "advises"),
        (first, 5, first, 0, "works with"),
        (second, 0, first, 0, "partner"),
        (second, 2, third, 2, "recommends"),
        (second, 3, second, 6, "works with"),
        (third, 3, third, 1, "advises"),
        (fourth, 2, second, 3, "works with"),
        (told[9], 0, fourth, 0, "recommends"),
        (told[9], 4, told[10], 4, "buys from"),
        (told[10], 2, told[6], 2, "recommends"),
    )
    return [
        {
            "from": source.names[a],
            "to": target.names[b],
            "type": telling.choice("relations", "type", kind),
            "notes": telling.note("relation notes", number),
        }
        for number, (source, a, target, b, kind) in enumerate(known)
    ]
