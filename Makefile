# Works on a machine with Python 3.11+ and make; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help

help:  ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

demo: .venv/installed  ## Create a contact in the local sandbox and find it again
	@$(BIN)/python docs/demo.py

test: .venv/tested  ## Run the tests
	$(BIN)/python -m pytest -n 2

check: .venv/tested  ## Lint, check formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/documented: .venv/tested
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

docs: .venv/documented  ## Build the documentation into site/: guides, and a reference of every action
	$(BIN)/python -m pytest -q -n 2 tests/test_docs_*.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --config-file docs/mkdocs.yml
	@echo "site/index.html"

docs-serve: .venv/documented  ## Show the documentation on this machine, and build it anew on every change
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve --config-file docs/mkdocs.yml --dev-addr 127.0.0.1:8000

faults: .venv/tested  ## Run every fault of the network against every kind of call, and print what became of it
	$(BIN)/python -m tests.faults.table

record: .venv/tested  ## Record the cassettes again: sandbox over a socket, or INTERCOM_ACCESS_TOKEN's workspace
	$(BIN)/python -m tests.stories.record

.venv/measuring: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@

bench: .venv/measuring  ## What a call costs beside bare httpx and the vendor's SDK; the sandbox's speed
	$(BIN)/python -m benchmarks.call_overhead
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.sandbox_throughput

soak: .venv/measuring  ## Memory of long work, and two minutes under a rate limit
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.rate_limit

clean:  ## Remove what the other targets made
	rm -rf .venv dist build site .pytest_cache .mypy_cache .ruff_cache

.PHONY: help demo test check docs docs-serve faults record bench soak clean
