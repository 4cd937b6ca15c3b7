"""The check of a built site finds dead links and files of other hosts, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.built_site import faults_of, without_other_hosts


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#here">x</a><h2 id="here">y</h2>',
        '<a href="other.html#there">x</a>',
        '<a href="https://example.com/page">x</a>',
        '<a href="mailto:ada@example.com">x</a>',
        '<script src="own.js"></script><link rel="stylesheet" href="own.css">',
        '<img src="data:image/png;base64,AA">',
        '<a href=".">x</a><link rel="canonical" href="https://example.com/">',
        '<script>var x = "http://www.w3.org/2000/svg"</script>',
        "<code>url(https://example.com/font.woff)</code>",
    ],
)
def test_what_is_fine(html: str, tmp_path: Path) -> None:
    files = {"index_html": html, "other_html": '<p id="there">', "own_js": "1", "own_css": "a{}"}
    assert faults_of(site(tmp_path, **files)) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a href="none.html">x</a>', "index.html: there is no none.html"),
        ('<a href="#none">x</a>', "index.html: there is no anchor #none"),
        ('<a href="other.html#none">x</a>', "index.html: there is no anchor other.html#none"),
        ('<a href="../up.html">x</a>', "index.html: there is no ../up.html"),
        ('<img src="none.png">', "index.html: there is no none.png"),
        ('<img src="https://a.example/x.png">', "index.html loads https://a.example/x.png"),
        ('<script src="//a.example/x.js"></script>', "index.html loads //a.example/x.js"),
        (
            '<link rel="stylesheet" href="https://a.example/x.css">',
            "index.html loads https://a.example/x.css",
        ),
        (
            "<style>@import 'https://a.example/x.css'</style>",
            "index.html loads https://a.example/x.css",
        ),
        (
            '<p style="background: url(https://a.example/x.png)">',
            "index.html loads https://a.example/x.png",
        ),
        (
            '<script>load("https://a.example/x.js")</script>',
            "index.html loads https://a.example/x.js",
        ),
    ],
)
def test_what_is_not(html: str, fault: str, tmp_path: Path) -> None:
    assert faults_of(site(tmp_path, index_html=html, other_html="")) == [fault]


def test_styles_and_scripts_are_read_as_well(tmp_path: Path) -> None:
    css = "@font-face { src: url(https://a.example/x.woff2) }"
    script = 'load("https://a.example/x.js"); open(`https://api.github.com/repos/x`)'
    assert faults_of(site(tmp_path, own_css=css, own_js=script)) == [
        "own.css loads https://a.example/x.woff2",
        "own.js loads https://a.example/x.js",
    ]


def test_a_script_of_the_theme_loses_its_fallbacks(tmp_path: Path) -> None:
    script = without_other_hosts('load("https://unpkg.com/mermaid@11/mermaid.min.js")')
    assert faults_of(site(tmp_path, own_js=script)) == []
