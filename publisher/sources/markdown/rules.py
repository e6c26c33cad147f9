"""The rules of our Markdown that markdown-it does not have: divs, captions, references, spans.

A rule only recognises; what it finds wrong it writes into `env["complaints"]` as (code, line
from 0, values), for the builder to report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publisher.sources.markdown.attributes import NONE, Attributes, read_attributes, take_trailing

LONGEST_PARAGRAPH = 20_000

_FENCE = re.compile(r":{3,}[ \t]*(.*?)[ \t]*:*[ \t]*$")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})")
_WORD = re.compile(r"([^\s{}]+)[ \t]*(.*)$", re.DOTALL)
_REFERENCE = re.compile(r"@([A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)")
_ALERT = re.compile(r"\[!([^\]\s]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)")
FIGURE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")
"""A figure to be worked out: its path, and the name of a format."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~ ])")


def install(md: MarkdownIt) -> None:
    """Add our rules to a parser."""
    interrupts: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    }
    md.block.ruler.before("fence", "div", _div, interrupts)
    md.block.ruler.before("fence", "table_caption", _table_caption, {"alt": ["blockquote"]})
    md.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    md.core.ruler.before("inline", "titled_alerts", _titled_alerts)
    md.core.ruler.before("inline", "long_paragraphs", _long_paragraphs)
    md.inline.ruler.before("escape", "figure", _figure)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.after("image", "attributes", _inline_attributes)
    md.inline.ruler.after("image", "reference_at", _reference)
    md.inline.ruler.after("strikethrough", "subscript", _raised("~", "sub"))
    md.inline.ruler.push("superscript", _raised("^", "sup"))


def _figure(state: StateInline, silent: bool) -> bool:
    """`{{ path | format }}`: kept whole, for the builder to work out."""
    match = FIGURE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("figure", "", 0)
        token.content = match[0]
        token.meta = {"path": match[1], "format": match[2]}
    state.pos = match.end()
    return True


def complain(env: Any, code: str, line: int, **values: object) -> None:
    """Keep a complaint for the builder."""
    env.setdefault("complaints", []).append((code, line, values))


# -- blocks ------------------------------------------------------------------------------------


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name {attributes} title` … `:::`; a bare `:::` closes the innermost."""
    match = _FENCE.match(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    if not match[1]:
        complain(state.env, "block-not-open", start)
        state.line = start + 1
        return True
    close = _closing_line(state, start, end)
    if close is None:
        complain(state.env, "block-not-closed", start, block=_block_name(match[1]))
    body_end = end if close is None else close
    token = state.push("div_open", "div", 1)
    token.map = [start, body_end]
    token.meta = _opening(match[1], state, start)
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", body_end
    state.md.block.tokenize(state, start + 1, body_end)
    state.parentType, state.lineMax = kept
    state.push("div_close", "div", -1)
    state.line = body_end + (close is not None)
    return True


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line of the `:::` that closes the div opened on a line."""
    depth, code = 1, ""
    for number in range(start + 1, end):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return None
        if code:
            if line.startswith(code) and not line.strip(code[0] + " \t"):
                code = ""
            continue
        if fence := _CODE_FENCE.match(line):
            code = fence[1]
        elif match := _FENCE.match(line):
            depth += 1 if match[1] else -1
            if not depth:
                return number
    return None


def _opening(text: str, state: StateBlock, line: int) -> dict[str, Any]:
    """Name, attributes and title of a div."""
    name, attributes, title = "", NONE, ""
    if not text.startswith("{"):
        match = _WORD.match(text)
        assert match is not None
        name, text = match[1], match[2]
    if text.startswith("{"):
        read = read_attributes(text)
        if read is None:
            complain(state.env, "attributes-broken", line, text=text[:60])
        else:
            attributes, text = read[0], text[read[1] :].strip()
    elif "{" in text:
        text, attributes, sound = take_trailing(text)
        if not sound:
            complain(state.env, "attributes-broken", line, text=text[:60])
    title = text.strip()
    if not name and attributes.classes:
        name, rest = attributes.classes[0], attributes.classes[1:]
        attributes = Attributes(attributes.id, rest, attributes.values, attributes.twice)
    return {"name": name, "attributes": attributes, "title": title}


def _block_name(text: str) -> str:
    return text.strip("{} ").split()[0].lstrip(".") if text.strip("{} ") else text


def _table_caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that starts with `: ` right after a table."""
    line = _line(state, start)
    if not line.startswith((": ", ":\t")):
        return False
    if silent:
        return state.parentType == "table"
    if not state.tokens or state.tokens[-1].type != "table_close":
        return False
    next_line = start + 1
    while (
        next_line < end
        and not state.isEmpty(next_line)
        and not _FENCE.match(_line(state, next_line))
    ):
        next_line += 1
    content = state.getLines(start, next_line, state.blkIndent, False).strip()[1:].strip()
    content, attributes, sound = take_trailing(content)
    if not sound:
        complain(state.env, "attributes-broken", start, text=content[-60:])
    token = state.push("table_caption_open", "p", 1)
    token.map = [start, next_line]
    token.meta = {"attributes": attributes}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, next_line], []
    state.push("table_caption_close", "p", -1)
    state.line = next_line
    return True


# -- between blocks and inlines ------------------------------------------------------------------


def _heading_attributes(state: StateCore) -> None:
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open" and inline.type == "inline":
            inline.content, attributes, sound = take_trailing(inline.content)
            token.meta["attributes"] = attributes
            if not sound and token.map:
                complain(state.env, "attributes-broken", token.map[0], text=inline.content[-60:])


def _titled_alerts(state: StateCore) -> None:
    """`> [!NOTE] Its own title`: markdown-it knows only those without."""
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open" and index + 2 < len(state.tokens):
            inline = state.tokens[index + 2]
            if inline.type == "inline" and (match := _ALERT.match(inline.content)):
                token.meta["alert"], token.meta["title"] = match[1], match[2].strip()
                inline.content = inline.content[match.end() :]
                if inline.map:
                    inline.map = [inline.map[0] + 1, inline.map[1]]


def _long_paragraphs(state: StateCore) -> None:
    """The parser's time grows with the square of a paragraph: ten pages of brackets hang it."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            line = token.map[0] if token.map else 0
            complain(state.env, "paragraph-too-long", line, limit=LONGEST_PARAGRAPH)
            token.content = ""


# -- inlines ---------------------------------------------------------------------------------------


def _span(state: StateInline, silent: bool) -> bool:
    """`[text]{attributes}`."""
    start, most = state.pos, state.posMax
    if state.src[start] != "[" or state.src.startswith("[^", start):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, False)
    if label_end < 0 or state.src[label_end + 1 : label_end + 2] != "{":
        return False
    read = read_attributes(state.src, label_end + 1)
    if read is None or read[1] > most:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        token = state.push("span_open", "span", 1)
        token.meta = {"attributes": read[0]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = read[1], most
    return True


def _inline_attributes(state: StateInline, silent: bool) -> bool:
    """Attributes right after a picture, a link or code."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens or silent:
        return False
    if state.tokens[-1].type not in ("image", "link_close", "code_inline"):
        return False
    token = _opening_token(state.tokens)
    if "attributes" in token.meta:
        return False
    read = read_attributes(state.src, state.pos)
    if read is None:
        return False
    token.meta["attributes"] = read[0]
    state.pos = read[1]
    return True


def _opening_token(tokens: list[Token]) -> Token:
    """The token that opens what the last one closes."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level == 0:
            return token
    return tokens[-1]


def _reference(state: StateInline, silent: bool) -> bool:
    """`@fig-map`, but not the `@` of an address."""
    start = state.pos
    if state.src[start] != "@" or (
        start and (state.src[start - 1].isalnum() or state.src[start - 1] in "._-/")
    ):
        return False
    match = _REFERENCE.match(state.src, start, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _raised(marker: str, name: str) -> Callable[[StateInline, bool], bool]:
    """H~2~O and km^2^: no spaces inside, as in Pandoc."""

    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != marker or state.src[start + 1 : start + 2] in (marker, "[", ""):
            return False
        end = state.src.find(marker, start + 1, state.posMax)
        content = state.src[start + 1 : end]
        if end < 0 or re.search(r"(?<!\\)\s", content):
            return False
        if not silent:
            state.push(f"{name}_open", name, 1)
            state.push("text", "", 0).content = _ESCAPED.sub(r"\1", content)
            state.push(f"{name}_close", name, -1)
        state.pos = end + 1
        return True

    return rule
