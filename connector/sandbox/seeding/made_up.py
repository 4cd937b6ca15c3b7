"""Made-up people and what they ask: as many as a test, a demo or a benchmark wants.

The same random seed makes the same data with the same version of Faker. Records go in by what the
nouns themselves store them with, without the answers that requests would get, so that ten thousand
take seconds. Everything happened in the year before now.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from ..conversations.conversation_model import (
    add_conversation,
    add_part,
    contact_source,
    set_state,
    touch,
)
from ..conversations.conversations import add_reply, close
from ..conversations.replies import Reply
from ..messages import Json
from ..people.contact_model import add_contact
from ..people.contact_model import author_of as contact_author
from ..records import Records
from ..tickets.ticket_model import add_part as add_ticket_part
from ..tickets.ticket_model import add_ticket
from ..tickets.ticket_types import states_of
from ..workspace.admins import author_of as admin_author

if TYPE_CHECKING:
    from faker import Faker

YEAR_S = 365 * 86_400
CONTACTS_PER_COMPANY = 25
TOLD_EVERY = 500
"""After so many records the progress is told."""

TAGS = (
    *("Newsletter", "Trade", "Student", "E-bike", "Cargo bike", "Gravel", "Commuter"),
    *("Local pickup", "Late payer", "Reviewer", "Service plan", "Insurance"),
)
_PLANS = (("Rental", 1), ("Fleet", 3), ("Trade", 6))
_INDUSTRIES = ("Logistics", "Hospitality", "Education", "Retail", "Health", "Public sector")
_CITIES = (
    *(("Ireland", "Leinster", "Dublin"), ("Ireland", "Munster", "Cork")),
    *(("Portugal", "Lisboa", "Lisbon"), ("Germany", "Berlin", "Berlin")),
    *(("Spain", "Catalonia", "Barcelona"), ("United Kingdom", "England", "Leeds")),
    *(("Brazil", "São Paulo", "São Paulo"), ("France", "Occitanie", "Toulouse")),
)
_BROWSERS = (("chrome", "Windows"), ("safari", "iOS"), ("firefox", "Linux"), ("safari", "macOS"))
_TOPICS = (
    ("Where is my order {order}? It was due on {day}.", "It left the depot and arrives on {day}."),
    ("The {part} of my bike {noise}.", "Please bring it in on {day}, it takes half an hour."),
    ("I want to return a {item} from order {order}.", "The return label is on its way to you."),
    ("Do you have the {item} in stock?", "We do: {count} of them, also in other sizes."),
    ("Can you send the invoice for order {order} again?", "Sent to your address just now."),
    ("Which size fits a rider of 1.{count} m?", "A medium frame. Come by for a test ride."),
    ("Is the {part} covered by the warranty?", "It is, for two years. We replace it for free."),
    ("My discount code does not work for the {item}.", "It ends with full price: try it again."),
)
_WORDS = {
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "part": ("rear wheel", "front brake", "chain", "battery", "saddle", "gear lever", "dynamo"),
    "noise": ("squeals on every stop", "rattles", "slips under load", "came loose", "is bent"),
    "item": ("helmet", "child seat", "rain jacket", "lock", "city bike", "pannier", "light set"),
}
_THANKS = ("Thank you!", "Great, thanks for the quick help.", "That works for me.", "Perfect.")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")

Progress = Callable[[int, int], None]


def populate(
    records: Records,
    now: int,
    wanted: Mapping[str, int],
    random_seed: int,
    progress: Progress,
) -> None:
    """Add so many contacts, conversations and tickets; `progress` is told how many are done.

    Conversations and tickets are of contacts that are there, made-up or not. Raises ImportError
    without Faker, ValueError where there is no contact for them.
    """
    maker = _Maker(records, now, random_seed, sum(wanted.values()), progress)
    maker.contacts(wanted.get("contacts", 0))
    conversations, tickets = (wanted.get(kind, 0) for kind in ("conversations", "tickets"))
    if conversations or tickets:
        people = [id for (id,) in records.columns("contacts", ("id",), "archived = 0")]
        if not people:
            raise ValueError("there is no contact to write: make some first")
        maker.conversations(conversations, people)
        maker.tickets(tickets, people)
    progress(maker.done, maker.total)


def require_faker() -> type[Faker]:
    """What makes the names; raises ImportError, which says how to get it, where it is missing."""
    try:
        from faker import Faker
    except ImportError as exc:
        raise ImportError(
            "Made-up data needs Faker: pip install 'intercom-connector[sandbox]'"
        ) from exc
    return Faker


def _faker(random_seed: int) -> Faker:
    fake = require_faker()("en_GB")
    fake.seed_instance(random_seed)
    return fake


class _Maker:
    """Makes records, and counts them."""

    def __init__(
        self, records: Records, now: int, random_seed: int, total: int, progress: Progress
    ) -> None:
        self.records = records
        self.now = now
        self.done = 0
        self.total = total
        self._progress = progress
        self._fake = _faker(random_seed)
        self._random = Random(random_seed)
        self._admins = [each for each in records.all("admins") if each.get("has_inbox_seat", True)]
        self._tags = self._made_tags()

    def _made_tags(self) -> list[str]:
        made = []
        for name in TAGS:
            tag = self.records.first("tags", "name = ?", (name,))
            made.append(str((tag or self.records.add("tags", {"name": name}))["id"]))
        return made

    def _tell(self) -> None:
        self.done += 1
        if self.done % TOLD_EVERY == 0:
            self._progress(self.done, self.total)

    def _moments(self, number: int) -> list[int]:
        """So many times of the past year, in order: lists by time are lists by age then."""
        return sorted(self.now - self._random.randrange(1, YEAR_S) for _ in range(number))

    def _number_of(self, kind: str) -> int:
        """A number that no record of a kind has had: data may be made up more than once."""
        return self.records.next_number(f"made_up_{kind}")

    # Contacts

    def contacts(self, number: int) -> None:
        """Add contacts, with their companies, tags and places."""
        companies = [self._company() for _ in range(-(-number // CONTACTS_PER_COMPANY))]
        for at in self._moments(number):
            self._contact(at, companies)
            self._tell()

    def _company(self) -> tuple[str, str]:
        """A company; gives its id and the domain of its people."""
        random = self._random
        number = self._number_of("companies")
        name = self._fake.company()
        plan, weight = random.choice(_PLANS)
        at = self.now - random.randrange(YEAR_S, 2 * YEAR_S)
        domain = f"{_plain(name)}-{number}.example.com"
        doc = {
            "company_id": f"made-up-{number}",
            "name": name,
            "plan": {"type": "plan", "id": str(900 + weight), "name": plan},
            "size": random.randrange(2, 900),
            "industry": random.choice(_INDUSTRIES),
            "website": f"https://{domain}",
            "monthly_spend": random.randrange(0, 40) * 50 * weight,
            "created_at": at,
            "remote_created_at": at,
            "updated_at": self.now - random.randrange(YEAR_S // 2),
            "last_request_at": self.now - random.randrange(YEAR_S // 12),
            "custom_attributes": {"creation_source": "api"},
        }
        return str(self.records.add("companies", doc)["id"]), domain

    def _contact(self, at: int, companies: list[tuple[str, str]]) -> None:
        random, fake = self._random, self._fake
        number = self._number_of("contacts")
        first, last = fake.first_name(), fake.last_name()
        company = random.choice(companies) if random.random() < 0.6 else None
        domain = random.choice(("example.com", "example.org", "example.net"))
        if company is not None:
            domain = company[1]
        lead = random.random() < 0.2
        country, region, city = random.choice(_CITIES)
        browser, system = random.choice(_BROWSERS)
        seen_at = random.randrange(at, self.now + 1)
        values: Json = {
            "role": "lead" if lead else "user",
            "name": f"{first} {last}",
            "email": f"{_plain(first)}.{_plain(last)}.{number}@{domain}",
            "created_at": at,
            "last_seen_at": seen_at,
            "location": {"type": "location", "country": country, "region": region, "city": city},
            "browser": browser,
            "os": system,
            "browser_language": "en",
        }
        if not lead:
            values["external_id"] = f"made-up-{number}"
            values["signed_up_at"] = at
            values["custom_attributes"] = {
                "frame_size_cm": random.randrange(44, 62),
                "newsletter": random.random() < 0.5,
            }
        if random.random() < 0.5:
            values["phone"] = f"+3538{random.randrange(10**7, 10**8)}"
        if random.random() < 0.3:
            values["owner_id"] = int(random.choice(self._admins)["id"])
        if random.random() < 0.05:
            values["unsubscribed_from_emails"] = True
        contact = add_contact(self.records, values, seen_at)
        if company is not None:
            self.records.link("contact_company", contact["id"], company[0], at)
        for tag in random.sample(self._tags, random.choice((0, 0, 1, 1, 2, 3))):
            self.records.link("contact_tag", contact["id"], tag, at)

    # Conversations and tickets

    def conversations(self, number: int, people: list[str]) -> None:
        """Add conversations of these contacts."""
        for at in self._moments(number):
            contact = self.records.get("contacts", self._random.choice(people))
            if contact is not None:
                self._conversation(max(at, min(contact["created_at"], self.now)), contact)
            self._tell()

    def _conversation(self, at: int, contact: Json) -> None:
        random, records = self._random, self.records
        question, answer = (self._worded(text) for text in random.choice(_TOPICS))
        channel = random.choice(("conversation", "conversation", "email"))
        source = contact_source(records, contact, f"<p>{question}</p>", channel=channel)
        conversation = add_conversation(records, contact["id"], source, at)
        touch(records, contact["id"], "last_replied_at", at)
        admin = random.choice(self._admins)
        author = admin_author(admin)
        for tag in random.sample(self._tags, random.choice((0, 0, 0, 1, 2))):
            by = ("admin", str(admin["id"]))
            records.link("conversation_tag", conversation["id"], tag, at, by)
        fate = random.random()
        if fate < 0.1:
            return
        at = self._later(at, 1_200)
        conversation["admin_assignee_id"] = int(admin["id"])
        assigned_to = {"type": "admin", "id": str(admin["id"])}
        add_part(records, conversation, "assignment", author, at, assigned_to=assigned_to)
        at = self._later(at, 7_200)
        add_reply(records, conversation, Reply("comment", True, author, f"<p>{answer}</p>"), at)
        if fate < 0.3:
            return
        at = self._later(at, 14_400)
        thanks = f"<p>{random.choice(_THANKS)}</p>"
        # What the contact's record says changes with each reply.
        current = records.get("contacts", contact["id"]) or contact
        reply = Reply("comment", False, contact_author(current), thanks)
        add_reply(records, conversation, reply, at)
        at = self._later(at, 3_600)
        if fate < 0.4:
            set_state(conversation, "snoozed", self.now + random.randrange(3_600, 7 * 86_400))
            add_part(records, conversation, "snoozed", author, at)
        elif fate < 0.9:
            close(records, conversation, author, at, None)

    def tickets(self, number: int, people: list[str]) -> None:
        """Add tickets of these contacts."""
        types = [each for each in self.records.all("ticket_types") if not each.get("archived")]
        if number and not types:
            raise ValueError("there is no ticket type to make tickets of")
        states = {each["id"]: states_of(self.records, each["id"]) for each in types}
        for at in self._moments(number):
            self._ticket(at, self._random.choice(types), states, self._random.choice(people))
            self._tell()

    def _ticket(self, at: int, type: Json, states: dict[str, list[Json]], contact_id: str) -> None:
        random = self._random
        question, answer = (self._worded(text) for text in random.choice(_TOPICS))
        admin = random.choice(self._admins)
        state = random.choice(states[type["id"]])
        attributes = {
            "_default_title_": question.partition("?")[0][:60],
            "_default_description_": question,
        }
        more: dict[str, Any] = {"open": state["category"] != "resolved"}
        if random.random() < 0.7:
            more["admin_assignee_id"] = str(admin["id"])
        author = admin_author(admin)
        ticket = add_ticket(self.records, type, state, [contact_id], at, attributes, author, **more)
        if random.random() < 0.7:
            at = self._later(at, 14_400)
            add_ticket_part(self.records, ticket, "comment", author, at, body=f"<p>{answer}</p>")

    def _later(self, at: int, within_s: int) -> int:
        return min(self.now, at + self._random.randrange(30, within_s))

    def _worded(self, text: str) -> str:
        words: dict[str, object] = {
            name: self._random.choice(choices) for name, choices in _WORDS.items()
        }
        return text.format(
            order=self._random.randrange(20_000, 99_999),
            count=self._random.randrange(50, 99),
            **words,
        )


def _plain(text: str) -> str:
    """A name as it stands in an address."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_PLAIN.sub("-", ascii).strip("-") or "x"
