"""The telephone: calls of the seed, calls that Fin takes, and callers led to a chat."""

from __future__ import annotations

from .shop import Shop


def a_call_is_listened_to_again(shop: Shop) -> None:
    listed = shop.run("get_calls")
    call = next(each for each in listed["data"] if each["id"] == "3000")
    shown = shop.run("get_calls_by_id", {"id": "3000"}, shows="get_calls")
    assert shown == call
    found = shop.run(
        "post_calls_search",
        {"data": {"conversation_ids": [call["conversation_id"]]}},
        shows="get_calls_by_id",
    )
    (with_words,) = found["data"]
    assert with_words["id"] == call["id"]
    text = shop.run("get_calls_by_id_transcript", {"id": "3000"}, shows="post_calls_search")
    assert "My brakes still squeal." in text
    assert text.count("\n") + 1 >= len(with_words["transcript"])
    recording = shop.run("get_calls_by_id_recording", {"id": "3000"}, shows="get_calls_by_id")
    assert recording.startswith("https://")


def fin_picks_up(shop: Shop) -> None:
    """A call of an outside system is registered, and found in every way."""
    phone, key = "+353871239999", "ext-1"
    shop.run("post_fin_voice_register", {"data": {"phone_number": phone, "call_id": key}})
    shop.later(30)
    registering = "post_fin_voice_register"
    one = shop.run(
        "get_fin_voice_external_id_by_external_id", {"external_id": key}, shows=registering
    )
    assert one["status"] == "resolved"
    assert shop.run("get_fin_voice_collect_by_id", {"id": one["id"]}, shows=registering) == one
    by_phone = {"phone_number": phone}
    same = shop.run("get_fin_voice_phone_number_by_phone_number", by_phone, shows=registering)
    assert same == one
    talk = {"conversation_id": one["intercom_conversation_id"]}
    listed = shop.run("get_fin_voice_conversation_by_conversation_id", talk, shows=registering)
    assert listed == [one]
    call = {"id": one["intercom_call_id"]}
    calls = shop.run("get_calls", shows=registering)
    assert call["id"] in {each["id"] for each in calls["data"]}
    shown = shop.run("get_calls_by_id", call, shows=registering)
    assert (shown["phone"], shown["conversation_id"]) == (phone, talk["conversation_id"])
    found = shop.run(
        "post_calls_search", {"data": {"conversation_ids": list(talk.values())}}, shows=registering
    )
    assert [each["id"] for each in found["data"]] == [call["id"]]
    text = shop.run("get_calls_by_id_transcript", call, shows=registering)
    assert "this is Fin" in text
    address = shop.run("get_calls_by_id_recording", call, shows=registering)
    assert call["id"] in address


def a_caller_goes_on_in_the_chat(shop: Shop) -> None:
    about = {"phone": "+353871230001", "custom_attributes": {"issue_type": "Billing"}}
    shop.run("post_phone_call_redirects", {"data": about})
    query = {"field": "phone", "operator": "=", "value": "+353871230001"}
    found = shop.run(
        "post_contacts_search", {"data": {"query": query}}, shows="post_phone_call_redirects"
    )
    assert found["data"][0]["custom_attributes"]["issue_type"] == "Billing"


TOLD = (a_call_is_listened_to_again, fin_picks_up, a_caller_goes_on_in_the_chat)
