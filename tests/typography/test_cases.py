"""What a proofreader expects: every case, every example of a rule, and each of them for good."""

from __future__ import annotations

import pytest

from publisher.typography import bare, set_line, set_text
from tests.typography.cases import Case, examples, shown, written

CASES = written()
EXAMPLES = list(examples())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text_is_set_as_a_proofreader_expects(case: Case):
    assert shown(set_text(case.typed, case.language)) == shown(case.set)


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.name)
def test_a_rule_does_what_its_examples_show(case: Case):
    assert shown(set_line(case.typed, case.language)) == shown(case.set)


def test_what_is_set_is_left_alone():
    for case in [*CASES, *EXAMPLES]:
        assert set_text(case.set, case.language) == case.set, case.name


def test_letters_and_digits_are_never_changed():
    for case in [*CASES, *EXAMPLES]:
        assert bare(set_text(case.typed, case.language)) == bare(case.typed), case.name


def test_every_rule_has_an_example():
    from publisher.typography.rules import RULES

    assert {rule.name for rule in RULES} <= {case.rule for case in EXAMPLES}


def test_the_cases_the_project_began_with_are_among_them():
    assert sum("-" in case.name for case in CASES) == 39
