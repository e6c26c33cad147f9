"""Sorts words as ICU does: run by a Python that has PyICU, which ours need not be.

Standard input is JSON, `{"locale": "uk", "words": […]}`; standard output the words in order.
"""

from __future__ import annotations

import json
import sys

import icu

asked = json.load(sys.stdin)
collator = icu.Collator.createInstance(icu.Locale(asked["locale"]))
collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
order = sorted(asked["words"], key=lambda word: (collator.getSortKey(word), word))
json.dump({"version": icu.ICU_VERSION, "words": order}, sys.stdout)
