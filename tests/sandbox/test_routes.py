from __future__ import annotations

import pytest

from connector.sandbox.routes import Call, Router, Routes


def a_router() -> Router:
    routes = Routes()
    for operation in (
        "GET /things/{id}",
        "GET /things/search",
        "DELETE /things/{id}",
        "GET /things/{thing_id}/parts/{id}",
    ):

        def answer(call: Call) -> dict[str, str]:
            return call.path

        routes.reads(operation)(answer)
    return Router(routes.routes)


@pytest.mark.parametrize(
    ("method", "path", "template", "values"),
    [
        ("GET", "/things/7", "/things/{id}", {"id": "7"}),
        ("GET", "/things/search", "/things/search", {}),
        ("DELETE", "/things/search", "/things/{id}", {"id": "search"}),
        ("GET", "/things/a%2Fb", "/things/{id}", {"id": "a/b"}),
        ("GET", "/things/1/parts/2", "/things/{thing_id}/parts/{id}", {"thing_id": "1", "id": "2"}),
        ("GET", "/things/search/parts/2", "/things/{thing_id}/parts/{id}",
         {"thing_id": "search", "id": "2"}),
    ],
)  # fmt: skip
def test_static_segments_come_first(
    method: str, path: str, template: str, values: dict[str, str]
) -> None:
    match = a_router().match(method, path)
    assert match is not None
    assert (match.route.template, match.values) == (template, values)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/things/7"), ("GET", "/things"), ("GET", "/things//parts/1"), ("GET", "/other")],
)
def test_no_route(method: str, path: str) -> None:
    assert a_router().match(method, path) is None


def test_two_handlers_for_one_operation_are_an_error() -> None:
    routes = Routes()
    for _ in range(2):
        routes.reads("GET /things")(lambda call: {})
    with pytest.raises(ValueError, match="two handlers"):
        Router(routes.routes)
