"""Words break where the rules of the language and the sense of the word allow."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pyphen
import pytest

from publisher.typography import hyphenate, listed, pyphen_dictionaries
from tests.conftest import ROOT

PATTERNS = ROOT / "publisher/typography/patterns"

UKRAINIAN_WORDS = """
са-мо-вря-ду-ва-ння держ-адмі-ні-стра-ція обл-рада міськ-рада сіль-рада рай-рада бю-ле-тень
обл-держ-адмі-ні-стра-ція міськ-ви-кон-ком під-жив-ле-ння над-зви-чай-ний над-хо-дже-ння
спів-за-снов-ник спів-ав-тор між-му-ні-ци-паль-ний міс-то-бу-ду-ва-ння за-ко-но-про-єкт
зем-ле-упо-ряд-ку-ва-ння роз-по-ря-дже-ння під-при-єм-ство від-по-ві-даль-ний пе-ред-плата
пе-ре-друк жит-тє-ді-яль-ність во-до-по-ста-ча-ння енер-го-ефек-тив-ність транс-кор-дон-ний
па-м’ятка об’єд-на-ння роз’яс-не-ння під’їзд з’єд-на-ння обо-в’яз-ко-вий від-знака без-пека
най-біль-ший як-най-мен-ший най-обе-ре-жні-ший ра-йон чай-ний вій-сько-вий прий-мальня
де-пу-тат-ський асо-ці-ація до-від-ник гро-ма-дя-нин го-ло-су-ва-ння за-сі-да-ння се-сія
по-ста-нова скли-ка-ння ста-ро-ста суб-вен-ція те-ри-то-рі-аль-ний фі-нан-су-ва-ння реє-стра-ція
ви-дав-ни-цтво юри-ди-чний еко-но-мі-чний бла-го-устрій не-при-бу-ткове пар-ла-мент хтось
Хар-ків-ський Бо-го-ду-хів-ський Бе-ре-стин-ський Ку-п’ян-ський Ло-зів-ський Ізюм-ський
Чу-гу-їв-ський Бар-він-ків-ська Ве-ли-ко-бур-лу-цька Вов-чан-ська Дер-га-чів-ська Ро-ган-ська
За-че-пи-лів-ська Зла-то-піль-ська Крас-но-град-ська Крас-но-кут-ська Ме-ре-ф’ян-ська
Но-во-во-до-лазька Пе-че-нізька Пі-со-чин-ська Рад-гос-пів-ська Сло-бо-жан-ська Оскіль-ська
Со-ло-ни-ців-ська Ста-ро-сал-тів-ська Цир-ку-нів-ська Шев-чен-ків-ська Ниж-ньо-бур-лу-цька
Без-лю-дів-ська Ко-ло-ма-цька Ма-ли-нів-ська Сах-нов-щин-ська Івано-Ший-чин-ська
"""
RUSSIAN_WORDS = """
са-мо-управ-ле-ния Харь-ков-ской об-ласт-ного объ-еди-не-ние не-пра-ви-тель-ствен-ным
сель-со-вет гор-со-вет обл-ис-пол-ком Чу-гу-ев-ский подъ-езд
"""
ENGLISH_WORDS = "as-so-ci-ation self-gov-ern-ment hro-ma-das mu-nic-i-pal-it-ies Khar-kiv"
UKRAINIAN, RUSSIAN, ENGLISH = (
    words.split() for words in (UKRAINIAN_WORDS, RUSSIAN_WORDS, ENGLISH_WORDS)
)


def broken(word: str, language: str) -> str:
    for place in reversed(hyphenate(word, language)):
        word = f"{word[:place]}-{word[place:]}"
    return word


@pytest.mark.parametrize("word", UKRAINIAN)
def test_ukrainian_words_break_by_their_sense(word):
    written = word.replace("Івано-", "Івано=").replace("-", "").replace("=", "-")

    assert broken(written, "uk") == word


@pytest.mark.parametrize("word", RUSSIAN)
def test_russian_words_break_by_their_sense(word):
    assert broken(word.replace("-", ""), "ru") == word


@pytest.mark.parametrize("word", ENGLISH)
def test_english_words_break_as_in_britain(word):
    written = word.replace("self-", "self=").replace("-", "").replace("=", "-")

    assert broken(written, "en") == word


@pytest.mark.parametrize(
    "word", ["ЄДРПОУ", "КАТОТТГ", "ЮНЕСКО", "ДніпроГЕС", "5-го", "км2", "рік", ""]
)
def test_acronyms_codes_and_short_words_do_not_break(word):
    assert hyphenate(word, "uk") == ()


@pytest.mark.parametrize("apostrophe", "'’ʼ")
def test_every_apostrophe_is_the_same_to_hyphenation(apostrophe):
    word = f"об{apostrophe}єднання"

    assert broken(word, "uk") == f"об{apostrophe}єд-на-ння"


def test_capital_letters_make_no_difference_but_inside_a_word():
    assert broken("Громада", "uk") == "Гро-мада"
    assert broken("О’Доннелл", "uk").count("-") >= 1


@pytest.mark.parametrize("word", UKRAINIAN + RUSSIAN)
@pytest.mark.parametrize("apostrophe", "'’")
def test_pyphen_breaks_as_we_do(word, apostrophe):
    language = "ru" if word in RUSSIAN else "uk"
    written = word.replace("Івано-", "").replace("-", "").replace("’", apostrophe)
    dictionary = pyphen.Pyphen(filename=pyphen_dictionaries()[language], left=2, right=3)

    assert dictionary.positions(written) == list(hyphenate(written, language))


def test_dictionaries_are_offered_under_the_tags_pyphen_knows():
    dictionaries = pyphen_dictionaries()

    assert {"uk", "uk_UA", "ru", "ru_RU", "en", "en_GB"} == set(dictionaries)
    assert dictionaries.keys() <= pyphen.LANGUAGES.keys()
    assert all(
        path.read_text("utf-8").startswith("UTF-8\nLEFTHYPHENMIN 2\n")
        for path in dictionaries.values()
    )


def test_the_dictionaries_are_made_from_the_patterns_and_exceptions():
    tool = ROOT / "tools/make_hyphenation.py"

    assert subprocess.run([sys.executable, tool, "--check"], check=False).returncode == 0


def test_the_patterns_of_tex_are_unmodified():
    sums = dict(
        reversed(line.split()) for line in (PATTERNS / "SHA256SUMS").read_text("utf-8").splitlines()
    )

    assert {path.name for path in PATTERNS.glob("*.tex")} <= sums.keys()
    for name, digest in sums.items():
        assert hashlib.sha256((PATTERNS / name).read_bytes()).hexdigest() == digest


def test_only_words_of_the_list_need_our_breaks_in_word():
    assert all(listed(word, "uk") for word in ("самоврядування", "Куп'янський", "об’єднання"))
    assert not any(listed(word, "uk") for word in ("громада", "підпис", "рада"))
