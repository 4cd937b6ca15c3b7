"""What the build of the site does beside MkDocs' own work.

It adds the reference, made from the catalog, and the files of ``docs/assets``; at the end it checks
every page that was built, and fails on what is found. Pages are made in ``reference``, checks in
``built_site``; this module only ties them to MkDocs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from connector import load_catalog
from docs.built_site import faults_of, without_other_hosts
from docs.reference import ERRORS, INDEX, LISTINGS, page_of_group, reference_pages

ASSETS = Path(__file__).parent / "assets"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the reference into the navigation."""
    groups = [{group: page_of_group(group)} for group in sorted(load_catalog().groups)]
    shared: list[Any] = [{"Errors of the API": ERRORS}, {"Listings and jobs": LISTINGS}]
    config.nav = [*(config.nav or []), {"Reference": [INDEX, *shared, *groups]}]
    config.watch.append(str(Path(__file__).parent))
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the reference, and what the pages look like and run."""
    for path, text in reference_pages(load_catalog()).items():
        files.append(File.generated(config, path, content=text))
    for asset in sorted(ASSETS.iterdir()):
        path = f"assets/{asset.name}"
        files.append(File.generated(config, path, abs_src_path=str(asset)))
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Check what was built; raises ``PluginError`` with every fault."""
    site = Path(config.site_dir)
    for script in sorted((site / "assets" / "javascripts").rglob("*.js")):
        text = script.read_text(encoding="utf-8")
        script.write_text(without_other_hosts(text), encoding="utf-8")
    for source_map in site.rglob("*.map"):
        source_map.unlink()
    if faults := faults_of(site):
        raise PluginError("The built site has faults:\n  " + "\n  ".join(faults))
