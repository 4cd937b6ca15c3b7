from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

SITE = "https://help.wheelhouse.example.com"
HELP, TRADE_HELP = (
    "/help_center/help_centers/71/redirects",
    "/help_center/help_centers/72/redirects",
)
SEEDED = "26"


def new_redirect(**changes: Any) -> dict[str, Any]:
    start = {"from_url": f"{SITE}/old", "target_type": "article", "target_id": "5001"}
    return {**start, "locale": "en", **changes}


def ids(api: Api, path: str = HELP) -> list[str]:
    return [redirect["id"] for redirect in api.get(path)["data"]]


def test_create_and_list_last_changed_first(api: Api, clock: Clock) -> None:
    made = api.post(HELP, new_redirect(locale="es", target_id=5001))
    assert made == {
        "id": "27",
        "type": "help_center_redirect",
        "from_url": f"{SITE}/old",
        "locale": "es",
        "help_center_id": "71",
        "target_type": "article",
        "target_id": "5001",
        "created_at": int(clock()),
        "updated_at": int(clock()),
    }
    assert api.get(f"{HELP}/27") == made
    assert ids(api) == ["27", SEEDED]
    assert ids(api, TRADE_HELP) == []
    page = api.get(HELP, per_page=1)
    assert (page["total_count"], page["pages"]["next"]["page"]) == (2, 2)
    assert api.get(HELP, per_page=999)["pages"]["per_page"] == 250


def test_an_article_without_the_language_is_led_to_in_its_own(api: Api) -> None:
    assert api.post(HELP, new_redirect(locale="fr"))["locale"] == "en"
    collection = new_redirect(
        from_url=f"{SITE}/c", locale="fr", target_type="collection", target_id="151"
    )
    assert api.post(HELP, collection)["locale"] == "fr"


def test_delete(api: Api) -> None:
    deleted = api.delete(f"{HELP}/{SEEDED}")
    assert deleted == {"id": SEEDED, "object": "help_center_redirect", "deleted": True}
    assert ids(api) == []
    assert api.post(HELP, new_redirect(from_url=f"{SITE}/faq/returns"))["id"] == "27"


def test_what_it_leads_to_takes_it_along(api: Api) -> None:
    api.post(HELP, new_redirect(from_url=f"{SITE}/care", target_type="collection", target_id="153"))
    api.delete("/articles/5001")
    assert ids(api) == ["27"]
    api.delete("/help_center/collections/152")
    assert ids(api) == []


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"from_url": None}, 400, "parameter_not_found"),
        ({"from_url": " "}, 400, "parameter_not_found"),
        ({"locale": None}, 400, "parameter_not_found"),
        ({"target_type": None}, 400, "parameter_not_found"),
        ({"target_id": None}, 400, "parameter_not_found"),
        ({"target_type": "section"}, 400, "parameter_invalid"),
        ({"from_url": 5}, 400, "parameter_invalid"),
        ({"target_id": {}}, 400, "parameter_invalid"),
        ({"from_url": "/old"}, 422, "data_invalid"),
        ({"from_url": SITE}, 422, "data_invalid"),
        ({"from_url": f"{SITE}.evil.example.com/old"}, 422, "data_invalid"),
        ({"from_url": "ftp://help.wheelhouse.example.com/old"}, 422, "data_invalid"),
        ({"from_url": "https://[x/old"}, 422, "data_invalid"),
        ({"locale": "klingon"}, 422, "data_invalid"),
        ({"target_id": "9"}, 422, "data_invalid"),
        ({"target_id": "5003"}, 422, "data_invalid"),
        ({"target_id": "5004"}, 422, "data_invalid"),
        ({"target_type": "collection", "target_id": "154"}, 422, "data_invalid"),
        ({"from_url": f"{SITE}/faq/returns"}, 409, "resource_conflict"),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", HELP, new_redirect(**changes))
    assert (reply.status, reply.code) == (status, code)
    assert ids(api) == [SEEDED]


def test_a_help_center_in_a_folder_of_its_site(api: Api) -> None:
    target = {"target_type": "collection", "target_id": "154"}
    inside = "https://intercom.help/wheelhouse-trade/old"
    assert api.post(TRADE_HELP, new_redirect(from_url=inside, **target))["help_center_id"] == "72"
    outside = "https://intercom.help/wheelhouse-traders/old"
    assert api.send("POST", TRADE_HELP, new_redirect(from_url=outside, **target)).status == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/help_center/help_centers/9/redirects"),
        ("POST", "/help_center/help_centers/9/redirects"),
        ("GET", f"{HELP}/9"),
        ("GET", f"{TRADE_HELP}/{SEEDED}"),
        ("DELETE", f"{TRADE_HELP}/{SEEDED}"),
        ("DELETE", f"{HELP}/9"),
    ],
)
def test_unknown_ones(api: Api, method: str, path: str) -> None:
    reply = api.send(method, path, new_redirect() if method == "POST" else None)
    assert (reply.status, reply.code) == (404, "not_found")
