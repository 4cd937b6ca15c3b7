from __future__ import annotations

import json
import shlex

import pytest

from connector import Catalog, load_catalog
from connector.cli.assignments import with_assignments
from connector.cli.example import example_command, example_params


@pytest.mark.parametrize("name", list(load_catalog()))
def test_the_example_of_every_action_fits_it(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    action.validate(example_params(action))


@pytest.mark.parametrize("name", list(load_catalog()))
def test_the_example_command_means_the_example_params(name: str, catalog: Catalog) -> None:
    action = catalog[name]
    words = shlex.split(example_command(action, "sandbox"))
    assert words[:4] == ["connector", "run", "sandbox", name]
    options = words[4:]
    document = json.loads(options[1]) if options[:1] == ["--params"] else {}
    assignments = options[1::2] if options[:1] == ["-p"] else []
    assert with_assignments(action.schema, document, assignments) == example_params(action)
