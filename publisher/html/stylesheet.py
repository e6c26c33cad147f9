"""CSS made from the tokens: variables for everything, one rule for each style.

What the stylesheets of `templates/` add is arrangement: columns, spaces, rules, page boxes.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.html.vocabulary import VOCABULARY, Word
from publisher.model.output import PageFormat, TextStyle, Tokens
from publisher.units import Length


def stylesheet(tokens: Tokens) -> str:
    """The CSS of the tokens: `:root` variables, then a rule for each word with a style."""
    variables = "\n".join(f"  --{name}: {value};" for name, value in _variables(tokens))
    rules = "\n".join(_rule(word, tokens.styles[word.style]) for word in VOCABULARY if word.style)
    return f":root {{\n{variables}\n}}\n{rules}\n"


def _variables(tokens: Tokens) -> Iterator[tuple[str, str]]:
    for name in PageFormat.__dataclass_fields__:
        value = getattr(tokens.page, name)
        yield f"page-{name}", css(value) if isinstance(value, Length) else str(value)
    for colour in tokens.colours:
        yield f"colour-{colour.name}", colour.screen
    for name, style in tokens.styles.items():
        yield f"{name}-family", f'"{style.family}"'
        yield f"{name}-size", f"{style.size:g}pt"
        yield f"{name}-leading", f"{style.leading:g}pt"
        yield f"{name}-weight", str(style.weight)
        yield f"{name}-tracking", f"{style.tracking / 1000:g}em"
        yield f"{name}-colour", f"var(--colour-{style.colour})"
    for name, value in tokens.values.items():
        yield name.replace(".", "-"), value


def _rule(word: Word, style: TextStyle) -> str:
    selector = f"{word.tag}.{word.name}" if word.name else word.tag
    return (
        f"{selector} {{ "
        f"font: {'italic' if style.italic else 'normal'} {style.weight} "
        f'{style.size:g}pt/{style.leading:g}pt "{style.family}"; '
        f"color: var(--colour-{style.colour}); "
        f"letter-spacing: {style.tracking / 1000:g}em; "
        f"text-transform: {'uppercase' if style.capitals else 'none'}; "
        f"text-align: {style.align}; text-indent: {style.indent:g}pt; "
        f"margin: {style.space_before:g}pt 0 {style.space_after:g}pt 0; "
        "}"
    )


def css(length: Length) -> str:
    """A length as CSS writes it."""
    return f"{length.millimetres:.4f}".rstrip("0").rstrip(".") + "mm"
