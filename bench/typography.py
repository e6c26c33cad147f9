"""How many of our cases each typographer sets right, by language; and hyphenation beside its peers.

    .venv/bin/python bench/typography.py [--hyphenation | --order | --changes FILE…] [--wrong NAME]

Peers that are not installed are left out and named: `pip install typus smartypants`,
`npm install typograf` (its folder in NODE_PATH). A case counts as relaxed when it is right but for
which kind of no-break space was used, and for a space where a no-break one is wanted.
"""
# ruff: noqa: T201 - it speaks to people on their terminal

from __future__ import annotations

import argparse
import difflib
import html
import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from publisher.model.language import LANGUAGES, Language  # noqa: E402 - the path is set above
from publisher.typography import set_text  # noqa: E402 - the same
from tests.typography.cases import Case, shown, written  # noqa: E402 - the same

Engine = Callable[[Sequence[Case]], list[str]]
SPACES = re.compile("[ \u00a0\u202f\u2009]")

TYPOGRAF = """
const Typograf = require('typograf').default || require('typograf');
const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const locales = {uk: ['ru', 'uk', 'en-US'], ru: ['ru', 'en-US'], en: ['en-GB', 'ru']};
const tools = {};
for (const [name, locale] of Object.entries(locales)) tools[name] = new Typograf({locale});
console.log(JSON.stringify(cases.map(([language, text]) => tools[language].execute(text))));
"""


def ours(cases: Sequence[Case]) -> list[str]:
    """Our typographer."""
    return [set_text(case.typed, case.language) for case in cases]


def untouched(cases: Sequence[Case]) -> list[str]:
    """Nobody."""
    return [case.typed for case in cases]


def typograf(cases: Sequence[Case]) -> list[str]:
    """typograf (npm), Ukrainian with its Russian rules: it has hardly any of its own."""
    node = shutil.which("node")
    if node is None:
        raise ImportError("node")
    answer = subprocess.run(
        [node, "-e", TYPOGRAF],
        input=json.dumps([[case.language, case.typed] for case in cases]),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise ImportError("typograf")
    texts: list[str] = json.loads(answer.stdout)
    return texts


def typus(cases: Sequence[Case]) -> list[str]:
    """typus (PyPI), Russian for Ukrainian."""
    module = importlib.import_module("typus")
    engines = {"uk": module.ru_typus, "ru": module.ru_typus, "en": module.en_typus}
    return [engines[case.language](case.typed) for case in cases]


def smartypants(cases: Sequence[Case]) -> list[str]:
    """smartypants (PyPI)."""
    module = importlib.import_module("smartypants")
    return [html.unescape(module.smartypants(case.typed)) for case in cases]


ENGINES: dict[str, Engine] = {
    "publisher": ours,
    "typograf": typograf,
    "typus": typus,
    "smartypants": smartypants,
    "(untouched)": untouched,
}


def right(cases: Sequence[Case], texts: Sequence[str], language: Language) -> tuple[int, int, int]:
    """Cases right exactly, right but for the kind of space, and all of them."""
    pairs = [(c.set, t) for c, t in zip(cases, texts, strict=True) if c.language == language]
    exact = sum(wanted == text for wanted, text in pairs)
    relaxed = sum(SPACES.sub(" ", wanted) == SPACES.sub(" ", text) for wanted, text in pairs)
    return exact, relaxed, len(pairs)


def compare(wrong: str | None) -> None:
    """Print how many cases each engine sets right."""
    cases = written()
    print(f"{'':14}" + "".join(f"{language:>18}" for language in LANGUAGES))
    for name, engine in ENGINES.items():
        try:
            texts = engine(cases)
        except ImportError as absent:
            print(f"{name:14}not installed ({absent})")
            continue
        columns = []
        for language in LANGUAGES:
            exact, relaxed, total = right(cases, texts, language)
            columns.append(f"{exact:5} /{relaxed:4} of {total:3}")
        print(f"{name:14}" + "".join(f"{column:>18}" for column in columns))
        if name == wrong:
            for case, text in zip(cases, texts, strict=True):
                if text != case.set:
                    print(f"  {case.name}: {shown(case.typed)}")
                    print(f"    {shown(case.set)}\n    {shown(text)}")
    print("\nexact / relaxed (any space for a no-break one) of all cases")


def hyphenation() -> None:
    """Print how many breaks in 10,000 are mechanically wrong."""
    import pyphen

    from publisher.typography import hyphenate, pyphen_dictionaries
    from tests.typography.test_oracles import mistakes, word_list

    sys.path.insert(0, str(ROOT / "tools"))
    make = importlib.import_module("make_hyphenation")
    dictionaries: dict[Language, str] = {"uk": "uk_UA", "ru": "ru_RU"}
    for language, theirs in dictionaries.items():
        raw = ROOT / f".cache/raw-{language}.dic"
        raw.parent.mkdir(exist_ok=True)
        source = (make.FOLDER / f"{make.LANGUAGES[language]}.tex").read_text("utf-8")
        raw.write_text("UTF-8\n" + "\n".join(make.tex_patterns(source)[0]), "utf-8")
        words = [word for word in word_list(language) if "-" not in word]
        lists = {"all words": words}
        if language == "uk":
            lists["with U+2019"] = [word.replace("'", "’") for word in words if "'" in word]
        for of, chosen in lists.items():
            print(f"\n{language}, {of}: {len(chosen)}")
            engines: dict[str, Callable[[str], Sequence[int]]] = {
                "publisher": partial(hyphenate, language=language),
                "our .dic": pyphen.Pyphen(filename=pyphen_dictionaries()[language]).positions,
                "TeX's patterns": pyphen.Pyphen(filename=raw).positions,
                "pyphen's": pyphen.Pyphen(filename=pyphen.LANGUAGES[theirs]).positions,
            }
            for name, places_of in engines.items():
                breaks, found = mistakes(chosen, places_of, language)
                rate = 10_000 * len(found) / breaks
                print(f"  {name:16}{breaks / len(chosen):5.2f} a word, {rate:7.2f} wrong in 10,000")


def order() -> None:
    """Print where our order of words differs from ICU's, and our Latin from its peer's."""
    from tests.typography.test_oracles import order_differences, word_list

    for languages in (("uk",), ("ru",), ("uk", "ru")):
        version, count, differences = order_differences(languages)
        print(f"{' + '.join(languages):8}{count:8} words, {len(differences)} unlike ICU {version}")
    from publisher.typography import transliterate

    try:
        peer = importlib.import_module("translitua")
    except ImportError as missing:
        print(f"transliteration: not judged ({missing})")
        return
    words = [word.capitalize() for word in word_list("uk") if word[-1].isalpha()]
    unlike = [word for word in words if transliterate(word) != peer.translit(word)]
    print(f"transliteration: {len(words)} words, {len(unlike)} unlike translitua's {unlike[:5]}")


def edits(paths: Sequence[Path], language: Language) -> None:
    """Print every change made in some files, with its neighbours, to be read one by one."""
    for path in paths:
        text = path.read_text("utf-8-sig")
        done = set_text(text, language)
        compared = difflib.SequenceMatcher(None, text, done, autojunk=False)
        for sort, a, b, c, d in compared.get_opcodes():
            if sort != "equal":
                line = text.count("\n", 0, a) + 1
                before, after = text[max(0, a - 14) : a], text[b : b + 14]
                around = f"{before}[{text[a:b]}→{done[c:d]}]{after}".replace("\n", "⏎")
                print(f"{path.name}:{line}: {shown(around)}")


def main() -> None:
    """Compare what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hyphenation", action="store_true", help="needs hunspell's word lists")
    parser.add_argument("--wrong", metavar="NAME", help="show what this engine sets otherwise")
    parser.add_argument("--order", action="store_true", help="needs the lists and ICU")
    parser.add_argument("--changes", nargs="+", type=Path, metavar="FILE", help="read each change")
    parser.add_argument("--lang", choices=LANGUAGES, default="uk", help="of the files to change")
    arguments = parser.parse_args()
    if arguments.order:
        order()
    elif arguments.changes:
        edits(arguments.changes, arguments.lang)
    elif arguments.hyphenation:
        hyphenation()
    else:
        compare(arguments.wrong)


if __name__ == "__main__":
    main()
