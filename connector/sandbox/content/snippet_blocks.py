"""The two forms of a snippet's text: blocks, and markdown. One is made out of the other.

Only what both can say survives: headings, list items, code and paragraphs.
"""

from __future__ import annotations

import re

from ..messages import Json

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_FENCE = "```"


def blocks_of(markdown: str) -> list[Json]:
    """Markdown as blocks.

    >>> blocks_of("# Tyres\\n\\nPump them up.")
    [{'type': 'heading', 'text': 'Tyres'}, {'type': 'paragraph', 'text': 'Pump them up.'}]
    """
    blocks: list[Json] = []
    paragraph: list[str] = []
    code: list[str] | None = None

    def end_paragraph() -> None:
        if paragraph:
            blocks.append({"type": "paragraph", "text": "\n".join(paragraph)})
            paragraph.clear()

    for line in markdown.splitlines():
        if line.strip().startswith(_FENCE):
            end_paragraph()
            if code is not None:
                blocks.append({"type": "code", "text": "\n".join(code)})
            code = [] if code is None else None
        elif code is not None:
            code.append(line)
        elif heading := _HEADING.fullmatch(line):
            end_paragraph()
            kind = "heading" if len(heading[1]) == 1 else "subheading"
            blocks.append({"type": kind, "text": heading[2]})
        elif item := _ITEM.fullmatch(line):
            end_paragraph()
            if blocks and blocks[-1]["type"] == "unorderedList":
                blocks[-1]["items"].append(item[1])
            else:
                blocks.append({"type": "unorderedList", "items": [item[1]]})
        elif line.strip():
            paragraph.append(line.strip())
        else:
            end_paragraph()
    end_paragraph()
    if code:
        blocks.append({"type": "code", "text": "\n".join(code)})
    return blocks


def markdown_of(blocks: list[Json]) -> str:
    """Blocks as markdown; blocks without text are left out.

    >>> markdown_of([{"type": "paragraph", "text": "Pump them up."}])
    'Pump them up.\\n'
    """
    parts = [part for block in blocks if (part := _markdown_block(block))]
    return "".join(f"{part}\n" for part in "\n\n".join(parts).splitlines())


def _markdown_block(block: Json) -> str:
    items = block.get("items")
    if isinstance(items, list):
        return "\n".join(f"- {item}" for item in items if isinstance(item, str))
    text = block.get("text")
    if not isinstance(text, str) or not text.strip():
        return ""
    marks = {"heading": "# ", "subheading": "## "}
    if block.get("type") == "code":
        return f"{_FENCE}\n{text}\n{_FENCE}"
    return marks.get(str(block.get("type")), "") + text
