"""The search index of a catalog's folder: read, made anew where the words changed, written.

``schemas/search/vocabulary.yaml`` says what words mean, ``index.json`` beside it is the index. A
catalog without a vocabulary of its own is read with the one that ships with the package.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from .catalog import Catalog, default_folder
from .errors import CatalogError
from .search_index import SearchIndex, build_index, digest, index_from
from .vocabulary import vocabulary

VOCABULARY_FILE = "schemas/search/vocabulary.yaml"
INDEX_FILE = "schemas/search/index.json"


@lru_cache(maxsize=16)
def search_index(catalog: Catalog) -> SearchIndex:
    """Return the index of all actions of a catalog, whatever versions have them.

    Raises ``CatalogError`` where a file cannot be read.
    """
    if catalog.whole is not catalog:
        return search_index(catalog.whole)
    index = written_index(catalog)
    return index if index is not None else built_index(catalog)


def written_index(catalog: Catalog) -> SearchIndex | None:
    """Return the index that stands beside a catalog, ``None`` where it is of other words."""
    file = catalog.folder / INDEX_FILE
    try:
        data = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}.") from error
    except ValueError as error:
        raise CatalogError(f"{file} is not valid JSON: {error}") from error
    return index_from(data, _made_of(catalog))


def built_index(catalog: Catalog) -> SearchIndex:
    """Return the index of a catalog's words as they are now."""
    file = _vocabulary_file(catalog)
    words = _parsed(_text(file), file)
    concepts = {concept: _flat(phrases) for concept, phrases in words.get("concepts", {}).items()}
    known = vocabulary(concepts, _flat(words.get("ignored", {})))
    return build_index(catalog.values(), known)


def index_text(catalog: Catalog) -> str:
    """Return what the index file of a catalog has to say."""
    data = built_index(catalog).to_dict(_made_of(catalog))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _made_of(catalog: Catalog) -> str:
    return digest(*catalog.texts, _text(_vocabulary_file(catalog)))


def _vocabulary_file(catalog: Catalog) -> Path:
    own = catalog.folder / VOCABULARY_FILE
    return own if own.is_file() else default_folder() / VOCABULARY_FILE


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"{file} is not UTF-8: {error}") from error


def _parsed(text: str, file: Path) -> dict[str, Any]:
    import yaml

    # Words such as "no" and "on" are text here.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return dict(yaml.load(text, Loader=loader))  # noqa: S506 - texts, lists, mappings alone
    except yaml.YAMLError as error:
        raise CatalogError(f"{file} is not valid YAML: {error}") from error


def _flat(by_language: dict[str, list[str]]) -> list[str]:
    return [phrase for phrases in by_language.values() for phrase in phrases]
