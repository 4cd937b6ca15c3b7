"""How much memory a long download and a long listing take, beside bare httpx.

Each measurement is a process of its own, which first makes one small call, so that everything is
loaded, and then reports how far its memory went above that. Run it as ``python -m
benchmarks.memory``; it prints tables, and deletes the gigabyte files that it writes.
"""

from __future__ import annotations

import asyncio
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from .measuring import machine, print_table
from .server import serving

MIB = 1 << 20
DOWNLOAD_BYTES = 1 << 30
PER_PAGE = 150
RUNS = 3
TOKEN = "benchmark-token"
DOWNLOAD = "get_download_content_data_by_job_identifier"
LISTING: dict[str, Any] = {
    "data": {
        "query": {"field": "email", "operator": "~", "value": "example.com"},
        "pagination": {"per_page": PER_PAGE},
    }
}


def resident_peak() -> int:
    """Return the most memory that this process has had resident so far, bytes.

    Where Linux tells (``VmHWM``) that is used: ``ru_maxrss`` there starts from the parent's peak.
    """
    told = _status("VmHWM")
    if told is not None:
        return told
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def resident() -> int:
    """Return what is resident now, bytes; the peak where the system does not tell."""
    told = _status("VmRSS")
    return resident_peak() if told is None else told


def _status(name: str) -> int | None:
    try:
        text = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return None
    return int(text.partition(f"{name}:")[2].split()[0]) * 1024


class Watch:
    """Reports the peak above what was resident when the watch began."""

    def __init__(self) -> None:
        gc.collect()
        self._before = resident_peak()
        self._started = time.perf_counter()

    def report(self, **also: float) -> dict[str, float]:
        return {
            "idle": self._before / MIB,
            "above": (resident_peak() - self._before) / MIB,
            "seconds": time.perf_counter() - self._started,
            **also,
        }


def download_sync(url: str, file: Path) -> dict[str, float]:
    from connector import Connection

    with Connection("bench", token=TOKEN, base_url=url) as connection:
        connection.run("get_me")
        watch = Watch()
        connection.download(DOWNLOAD, {"job_identifier": str(DOWNLOAD_BYTES)}, to=file)
        return watch.report()


def download_async(url: str, file: Path) -> dict[str, float]:
    from connector import AsyncConnection

    async def measure() -> dict[str, float]:
        async with AsyncConnection("bench", token=TOKEN, base_url=url) as connection:
            await connection.run("get_me")
            watch = Watch()
            await connection.download(DOWNLOAD, {"job_identifier": str(DOWNLOAD_BYTES)}, to=file)
            return watch.report()

    return asyncio.run(measure())


def download_bare(url: str, file: Path) -> dict[str, float]:
    import httpx

    with httpx.Client(base_url=url) as client:
        client.get("/me").json()
        watch = Watch()
        path = f"/download/content/data/{DOWNLOAD_BYTES}"
        with client.stream("GET", path) as response, file.open("wb") as to:
            for chunk in response.iter_bytes():
                to.write(chunk)
        return watch.report()


def listing_sync(url: str, file: Path, *, traced: bool = False) -> dict[str, float]:
    from connector import Connection

    with Connection("bench", token=TOKEN, base_url=url) as connection:
        connection.run("get_me")
        watch, count = Watch(), 0
        for _ in connection.iterate("post_contacts_search", LISTING):
            count += 1
            if count == PER_PAGE:
                first = _held(traced)
        return watch.report(items=count, growth=(_held(traced) - first) / MIB)


def listing_async(url: str, file: Path) -> dict[str, float]:
    from connector import AsyncConnection

    async def measure() -> dict[str, float]:
        async with AsyncConnection("bench", token=TOKEN, base_url=url) as connection:
            await connection.run("get_me")
            watch, count = Watch(), 0
            async for _ in connection.iterate("post_contacts_search", LISTING):
                count += 1
                if count == PER_PAGE:
                    first = _held(False)
            return watch.report(items=count, growth=(_held(False) - first) / MIB)

    return asyncio.run(measure())


def listing_traced(url: str, file: Path) -> dict[str, float]:
    """Count what Python's own allocations hold, which the allocator's slack does not blur."""
    tracemalloc.start()
    return listing_sync(url, file, traced=True)


def listing_bare(url: str, file: Path) -> dict[str, float]:
    import httpx

    with httpx.Client(base_url=url) as client:
        client.get("/me").json()
        watch, count = Watch(), 0
        body = json.loads(json.dumps(LISTING["data"]))
        while True:
            page = client.post("/contacts/search", json=body).json()
            for _ in page["data"]:
                count += 1
            if count == PER_PAGE:
                first = _held(False)
            if "next" not in page["pages"]:
                return watch.report(items=count, growth=(_held(False) - first) / MIB)
            body["pagination"]["starting_after"] = page["pages"]["next"]["starting_after"]


def _held(traced: bool) -> int:
    """Return what is held now, bytes: traced allocations, or resident memory."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0] if traced else resident()


MEASURES: dict[str, Callable[[str, Path], dict[str, float]]] = {
    "download": download_sync,
    "download, async": download_async,
    "download, bare httpx": download_bare,
    "iterate": listing_sync,
    "iterate, async": listing_async,
    "iterate, traced allocations": listing_traced,
    "pages by bare httpx": listing_bare,
}


def in_a_child(name: str, url: str, folder: Path) -> dict[str, float]:
    file = folder / "downloaded"
    command = [sys.executable, "-m", "benchmarks.memory", name, url, str(file)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    if "download" in name:
        written = file.stat().st_size
        file.unlink()
        if written != DOWNLOAD_BYTES:
            raise RuntimeError(f"{name} wrote {written} bytes instead of {DOWNLOAD_BYTES}")
    reported: dict[str, float] = json.loads(answer.stdout)
    return reported


def main() -> None:
    print(machine())
    with serving() as url, tempfile.TemporaryDirectory() as folder:
        downloads: list[list[str]] = []
        listings: list[list[str]] = []
        for name in MEASURES:
            reports = [in_a_child(name, url, Path(folder)) for _ in range(RUNS)]
            middle = {key: median(report[key] for report in reports) for key in reports[0]}
            row = [name, f"{middle['idle']:.1f}", f"{middle['above']:.1f}"]
            if "items" in middle:
                listings.append([*row, f"{middle['growth']:.2f}", f"{middle['items']:.0f}"])
                listings[-1].append(f"{middle['seconds']:.1f}")
            else:
                rate = DOWNLOAD_BYTES / MIB / middle["seconds"]
                downloads.append([*row, f"{middle['seconds']:.1f}", f"{rate:.0f}"])
        print_table(
            f"A download of {DOWNLOAD_BYTES // MIB} MiB into a file, median of {RUNS} processes",
            ("", "idle MiB", "peak above idle MiB", "s", "MiB/s"),
            downloads,
        )
        print_table(
            f"A listing, {PER_PAGE} items a page, median of {RUNS} processes",
            ("", "idle MiB", "peak above idle MiB", "first to last page MiB", "items", "s"),
            listings,
        )


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(MEASURES[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))))
    else:
        main()
