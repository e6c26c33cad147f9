"""Words are compared in one form, whoever typed or printed them."""

from __future__ import annotations

import unicodedata

import pytest

from publisher.typography import bare, plain


@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´′")
def test_all_apostrophes_are_one(apostrophe):
    assert plain(f"Куп{apostrophe}янськ") == "Куп'янськ"


def test_quotes_dashes_and_spaces_are_one():
    assert plain("«Рада»\u00a0— „орган“\u202f–\u2009“x”  -\n") == '"Рада" - "орган" - "x" -'


def test_soft_hyphens_and_what_is_not_seen_are_gone():
    assert plain("само\u00adвря\u200bдування\ufeff") == "самоврядування"


def test_composed_and_decomposed_letters_are_one():
    assert plain(unicodedata.normalize("NFD", "район Їжакевич")) == "район Їжакевич"


def test_ligatures_of_a_pdf_are_letters():
    assert plain("of\ufb01ce") == "office"


def test_what_is_typed_and_what_is_set_are_bare_the_same():
    assert bare('площа "5 км2", 60x84 (c)...') == bare("площа «5\u00a0км²», 60×84 ©…")
