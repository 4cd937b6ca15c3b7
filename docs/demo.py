"""The first minute: create a contact in the local sandbox, find it again by search, print both."""

import json
import uuid

from connector import run_connection_action

email = f"rosa.{uuid.uuid4().hex[:8]}@example.com"
created = run_connection_action(
    "sandbox", "post_contacts", {"data": {"role": "user", "email": email, "name": "Rosa Lind"}}
)
found = run_connection_action(
    "sandbox",
    "post_contacts_search",
    {"data": {"query": {"field": "email", "operator": "=", "value": email}}},
)

shown = ("type", "id", "role", "email", "name", "created_at")
print("created:", json.dumps({key: created[key] for key in shown}, indent=2))
print(
    f"found {found['total_count']} by search:",
    json.dumps([{key: contact[key] for key in shown} for contact in found["data"]], indent=2),
)
assert [contact["id"] for contact in found["data"]] == [created["id"]]
