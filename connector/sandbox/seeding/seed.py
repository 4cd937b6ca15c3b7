"""The first content of a data file: a small online bicycle shop.

`seed.json` lists records nobody can make through the API (`records`), then requests in the order
they were made (`calls`), which run through the ordinary handlers; so the seed obeys every rule the
sandbox has. A call's `as` names the id of its answer, and `{name}` in later calls stands for it.
Times are fixed: the same content each time, in every sandbox.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..body import Body, Query
from ..messages import Json
from ..records import Records
from ..routes import Call

_SEED_FILE = Path(__file__).with_name("seed.json")
_NAME = re.compile(r"\{(\w+)\}")

Run = Callable[[Call, str, str], Any]
"""Answers a method and path with a call's records, time and body; gives the answer's data."""


def fill(records: Records, run: Run) -> None:
    """Put the seed into an empty data file."""
    seed = json.loads(_SEED_FILE.read_text(encoding="utf-8"))
    for kind, docs in seed["records"].items():
        for doc in docs:
            links = doc.pop("links", {})
            stored = records.add(kind, doc)
            for link_kind, ids in links.items():
                for id in ids:
                    records.link(link_kind, id, stored["id"], seed["start_at"])
    names: dict[str, str] = {}
    now = seed["start_at"]
    for entry in seed["calls"]:
        now += entry.get("after_s", 60)
        method, path = named(entry["call"], names).split(" ")
        body = Body(named(entry.get("body", {}), names))
        answer: Json | None = run(Call(records, now, {}, Query(()), body), method, path)
        if "as" in entry and answer is not None:
            names[entry["as"]] = answer.get("conversation_id") or answer["id"]
        if "extra" in entry:
            kind = entry["extra"]["kind"]
            doc = records.get(kind, names[entry["as"]])
            if doc is not None:
                records.save(kind, {**doc, **entry["extra"]["values"]})


def named(value: Any, names: dict[str, str]) -> Any:
    """A value with every `{name}` in it replaced."""
    if isinstance(value, str):
        return _NAME.sub(lambda found: names[found[1]], value)
    if isinstance(value, list):
        return [named(item, names) for item in value]
    if isinstance(value, dict):
        return {key: named(item, names) for key, item in value.items()}
    return value
