"""Record the cassettes again: ``python -m tests.stories.record``.

Against the workspace of ``INTERCOM_ACCESS_TOKEN`` where that is set (and ``INTERCOM_REGION``, if
any), otherwise against ``connector sandbox serve`` on a free port, with an empty workspace.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from connector import Connection, connect

from .cassette import FOLDER, recorder
from .stories import STORIES


@contextmanager
def served_sandbox() -> Iterator[str]:
    command = [sys.executable, "-m", "connector", "sandbox", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", ":memory:"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def record(name: str, connection: Connection, source: str) -> None:
    (FOLDER / f"{name}.yaml").unlink(missing_ok=True)
    with recorder("all", source).use_cassette(f"{name}.yaml"), connection:
        STORIES[name](connection)
    print(f"recorded {name} against {source}")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in STORIES:
        if os.environ.get("INTERCOM_ACCESS_TOKEN"):
            record(name, connect("intercom"), "a workspace of the live API")
        else:
            with served_sandbox() as url:
                source = "the local sandbox (connector sandbox serve), not the live API"
                record(name, Connection("story", token="recording-token", base_url=url), source)


if __name__ == "__main__":
    main()
