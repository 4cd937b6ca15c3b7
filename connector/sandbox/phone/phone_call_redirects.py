"""Moving a phone call to the Messenger: a text message with a link, which nobody gets here."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from ..messages import Answer, Json
from ..people.contact_model import merged_attributes, save_contact
from ..routes import Call, Routes
from .phone_numbers import contact_or_lead_with_phone, e164

routes = Routes()


@routes.writes("POST /phone_call_redirects")
def redirect_phone_call(call: Call) -> Answer | Json:
    """Send the link; custom attributes are kept with the contact who has the number.

    Its refusals are no `error.list`: they are an `error_key` with a message.
    """
    phone = e164(str(call.body.values.get("phone") or ""))
    if phone is None:
        refusal = {"error_key": "invalid_phone_number", "message": "Invalid phone number"}
        return Answer(refusal, status=400)
    given = call.body.object("custom_attributes")
    contact = contact_or_lead_with_phone(call.records, phone, call.now)
    if given is not None:
        contact["custom_attributes"] = merged_attributes(
            contact.get("custom_attributes"), given.values
        )
        save_contact(call.records, contact, call.now)
    number = call.records.next_number("phone_call_redirects")
    link = uuid5(NAMESPACE_URL, f"{contact['id']} {number}")
    return {
        "type": "phone_call_redirect",
        "phone": phone,
        "url": f"{call.base_url}/msgr/{link}",
    }
