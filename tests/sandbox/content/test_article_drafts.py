from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock

RETURNS, BRAKES, WINTER = "5001", "5002", "5004"


def stage(api: Api, id: str, **body: Any) -> dict[str, Any]:
    staged: dict[str, Any] = api.put(f"/articles/{id}/draft", body)
    return staged


def found(api: Api, phrase: str) -> list[str]:
    articles = api.get("/articles/search", phrase=phrase)["data"]["articles"]
    return [article["id"] for article in articles]


def test_a_draft_waits_on_top_of_what_is_live(api: Api, clock: Clock) -> None:
    live = api.get(f"/articles/{BRAKES}")
    assert (live["has_unpublished_changes"], live["draft_updated_at"]) == (False, None)
    clock.pass_(5)
    staged = stage(api, BRAKES, title="Quiet brakes", body="Clean the rotor.")
    assert (staged["title"], staged["state"]) == ("Quiet brakes", "published")
    assert staged["body"] == '<p class="no-margin">Clean the rotor.</p>'
    assert staged["draft_updated_at"] == staged["updated_at"] == int(clock())
    assert staged["url"] == live["url"]
    assert api.get(f"/articles/{BRAKES}/draft") == staged
    assert api.get(f"/articles/{BRAKES}") == {
        **live,
        "has_unpublished_changes": True,
        "draft_updated_at": int(clock()),
    }
    assert found(api, "squealing") == [BRAKES]
    assert found(api, "quiet") == []


def test_publishing_makes_it_live(api: Api, clock: Clock) -> None:
    stage(api, BRAKES, title="Quiet brakes", description="")
    clock.pass_(5)
    published = api.post(f"/articles/{BRAKES}/draft/publish")
    assert (published["title"], published["description"]) == ("Quiet brakes", "")
    assert (published["has_unpublished_changes"], published["draft_updated_at"]) == (False, None)
    assert published["updated_at"] == int(clock())
    assert published["url"].endswith("-quiet-brakes")
    assert api.get(f"/articles/{BRAKES}") == published
    assert found(api, "quiet") == [BRAKES]
    assert api.send("GET", f"/articles/{BRAKES}/draft").status == 404


def test_staging_again_adds_to_the_draft_and_passes_over_switches(api: Api) -> None:
    stage(api, BRAKES, title="Quiet brakes")
    staged = stage(api, BRAKES, author_id=int(NORA), ai_chatbot_availability=False, state="draft")
    assert (staged["title"], staged["author_id"]) == ("Quiet brakes", int(NORA))
    live = api.get(f"/articles/{BRAKES}")
    assert (live["author_id"], live["state"]) == (int(AIKO), "published")
    assert live["ai_chatbot_availability"] is True


def test_staging_no_text_leaves_no_draft(api: Api) -> None:
    assert stage(api, BRAKES, folder_id=6)["has_unpublished_changes"] is False
    assert api.send("GET", f"/articles/{BRAKES}/draft").status == 404


def test_an_update_goes_into_the_draft_that_waits(api: Api, clock: Clock) -> None:
    before = stage(api, BRAKES, title="Quiet brakes")
    clock.pass_(5)
    live = api.put(f"/articles/{BRAKES}", {"body": "Later."})
    assert "Later" not in live["body"]
    assert live["draft_updated_at"] == int(clock())
    assert live["updated_at"] < before["updated_at"]
    draft = api.get(f"/articles/{BRAKES}/draft")
    assert (draft["title"], "Later" in draft["body"]) == ("Quiet brakes", True)
    switched = api.put(f"/articles/{BRAKES}", {"ai_copilot_availability": False})
    assert switched["ai_copilot_availability"] is False
    assert switched["has_unpublished_changes"] is True


@pytest.mark.parametrize("state", ["published", "draft"])
def test_an_update_that_names_a_state_settles_the_draft(api: Api, state: str) -> None:
    stage(api, BRAKES, title="Quiet brakes")
    settled = api.put(f"/articles/{BRAKES}", {"state": state, "description": "New"})
    assert (settled["title"], settled["description"]) == ("Quiet brakes", "New")
    assert (settled["state"], settled["has_unpublished_changes"]) == (state, False)


def test_languages_are_published_by_themselves(api: Api) -> None:
    content = {"es": {"title": "Devoluciones"}, "fr": {"title": "Retours"}}
    staged = stage(api, RETURNS, translated_content=content)
    assert staged["translated_content"]["es"]["title"] == "Devoluciones"
    assert staged["has_unpublished_changes"] is False
    live = api.get(f"/articles/{RETURNS}")["translated_content"]
    assert live["es"]["title"] == "Devolver una bicicleta"
    assert live["es"]["has_unpublished_changes"] is True
    # A new language was never live, so it is a draft as a whole.
    assert (live["fr"]["state"], live["fr"]["has_unpublished_changes"]) == ("draft", False)
    published = api.post(f"/articles/{RETURNS}/draft/publish", {"locales": ["fr"]})
    shown = published["translated_content"]
    assert (shown["fr"]["state"], shown["es"]["title"]) == ("published", "Devolver una bicicleta")
    api.post(f"/articles/{RETURNS}/draft/publish", {"locales": ["es"]})
    assert found(api, "devoluciones") == found(api, "retours") == [RETURNS]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", f"/articles/{BRAKES}/draft", None, 404, "not_found"),
        ("GET", f"/articles/{WINTER}/draft", None, 404, "not_found"),
        ("GET", "/articles/9/draft", None, 404, "not_found"),
        ("PUT", "/articles/9/draft", {"title": "T"}, 404, "not_found"),
        ("PUT", f"/articles/{WINTER}/draft", {"title": "T"}, 422, "parameter_invalid"),
        ("PUT", f"/articles/{BRAKES}/draft", {"title": 5}, 400, "parameter_invalid"),
        ("PUT", f"/articles/{BRAKES}/draft", {"author_id": 1}, 400, "parameter_invalid"),
        (
            "PUT",
            f"/articles/{BRAKES}/draft",
            {"translated_content": {"fr": {"body": "No title"}}},
            400,
            "parameter_invalid",
        ),
        ("POST", "/articles/9/draft/publish", None, 404, "not_found"),
        ("POST", f"/articles/{BRAKES}/draft/publish", None, 422, "parameter_invalid"),
        ("POST", f"/articles/{WINTER}/draft/publish", None, 422, "parameter_invalid"),
        ("POST", f"/articles/{RETURNS}/draft/publish", {}, 422, "parameter_not_found"),
        (
            "POST",
            f"/articles/{RETURNS}/draft/publish",
            {"locales": ["en", "es"]},
            422,
            "parameter_invalid",
        ),
        (
            "POST",
            f"/articles/{RETURNS}/draft/publish",
            {"locales": "en"},
            400,
            "parameter_invalid",
        ),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    api.put(f"/articles/{RETURNS}/draft", {"title": "Returns"})
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
