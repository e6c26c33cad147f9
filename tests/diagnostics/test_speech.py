"""In which language the press speaks to whoever stands at the counter."""

from __future__ import annotations

import pytest

from publisher.diagnostics.speech import choose_speech


@pytest.mark.parametrize(
    ("words", "environment", "speech"),
    [
        ([], {}, "uk"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "uk_UA.UTF-8"}, "uk"),
        ([], {"LANG": "ru_UA.UTF-8"}, "uk"),
        ([], {"LANG": "C.UTF-8"}, "uk"),
        ([], {"LANG": "de_DE.UTF-8"}, "uk"),
        ([], {"LANG": "uk_UA.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "uk_UA.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "uk_UA.UTF-8", "PUBLISHER_LANG": "en"}, "en"),
        (["build", "--lang", "uk"], {"PUBLISHER_LANG": "en"}, "uk"),
        (["build", "--lang=en"], {}, "en"),
        (["build", "--lang", "xx"], {"LANG": "en_GB"}, "en"),
        (["build", "--lang"], {}, "uk"),
        (["build", "--", "--lang", "en"], {}, "uk"),
        (["typography", "--lang", "en"], {"LANG": "uk_UA"}, "uk"),
    ],
)
def test_the_command_line_then_the_environment_then_ukrainian(words, environment, speech):
    assert choose_speech(words, environment) == speech
