"""Texts made comparable: what was typed and what was set, or printed, are the same words."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`´′＇](?=\w)")
_SINGLE = re.compile(r"[‘’‚‹›`´′ʼ＇]")
_DOUBLE = re.compile(r"[“”„«»‟＂]")
_DASHES = re.compile(r"[‐‑‒–—―−﹣－]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The form in which words are compared: NFC, one apostrophe, one quote, one dash, one space.

    Soft hyphens and other invisible characters are gone, ligatures are letters, `…` is three
    dots. Spaces at the ends are stripped. `plain(plain(x)) == plain(x)`.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _APOSTROPHES.sub("'", text)
    text = _SINGLE.sub("'", text)
    text = _DOUBLE.sub('"', text)
    text = _DASHES.sub("-", text).replace("…", "...")
    return _SPACES.sub(" ", text).strip()


_TIMES = re.compile(r"(?<=\d)[xхXХ×](?=\d)")


def bare(text: str) -> str:
    """What the typographer never changes: the text without spaces, quotes, dashes and dots.

    Signs it may set are given as they are typed: `²` as 2, `×` as x, `©` as (c).
    """
    text = re.sub(r"[\s\"',.<>-]+", "", plain(text).replace("©", "(c)"))
    text = re.sub(r"\([cCсС]\)", "(c)", text.replace("²", "2").replace("³", "3"))
    return _TIMES.sub("x", text)
