"""What is not torn at the end of a line, and stays searchable."""

from __future__ import annotations

import pytest

from publisher.typography import unbroken


@pytest.mark.parametrize(
    "text",
    [
        "«5-го» грудня", "у «1990-х» роках", "до «10-річчя»", "«60–90-ті»",
        "Закон «280/97-ВР»", "№ «1275-VI»", "№ «725-р»", "«2014–2020» рр.", "«10–15» осіб",
        "«09.00–18.00»", "«XIX–XX» ст.", "«тов-во» і «вид-во»", "Чугуївський «р-н»", "«с-ще» Есхар",
        "«е-декларація»", "«COVID-19» і «ЄС-27»", "код «КАТОТТГ» та «ЄДРПОУ»", "«ЮНЕСКО»",
        "тел. «+38-057-705-14-26»", "тел. «(057) 705-14-26»", "«rada-info@ukr.net»",
        "«ISBN» «978-966-00-0000-0»", "«ISSN» «2078-9726»", "формат «60×84/16»", "«2016-07-01»",
        "абетка «А–Я»", "хто-небудь", "Івано-Шийчинська", "рада і громада", "ОТГ",
        "РАДИ ХАРКІВСЬКОЇ ОБЛАСТІ", "https://a.ua/b-c",
    ],
)  # fmt: skip
def test_spans_are_those_between_the_marks(text):
    pieces = text.replace("»", "«").split("«")
    bare = "".join(pieces)

    assert [bare[start:end] for start, end in unbroken(bare, "uk")] == pieces[1::2]


def test_a_long_address_may_break():
    assert unbroken("vykonavchyi-komitet-miskoi-rady@kharkivska-oblast.gov.ua", "uk") == ()
