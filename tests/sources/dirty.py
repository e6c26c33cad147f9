"""A workbook with everything councils send: one dirty cell a row, all else in it clean.

`python -m tests.sources.dirty` writes `docs/examples/members.xlsx` anew.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass

import openpyxl

from tests.conftest import ROOT

EXAMPLE = ROOT / "docs/examples/members.xlsx"
HEAD = (
    "Код", "Назва", "Вид", "Членів", "Площа", "Заснована", "Телефон", "Пошта", "Сайт", "Індекс",
    "ЄДРПОУ", "КАТОТТГ", "Коди",
)  # fmt: skip
CLEAN = (
    "", "Ізюмська", "міська", 26, 43.6, datetime.date(2020, 11, 25), "+38 (057) 705-14-26",
    "rada@example.org", "https://example.org", "64300", "00032112", "UA63040090000021240", "1",
)  # fmt: skip
SCHEMA = """
      kod: {column: Код, type: code, required: true}
      nazva: {column: Назва, required: true}
      vyd: {column: Вид, type: choice, of: [міська, селищна, сільська]}
      chleniv: {column: Членів, type: integer}
      ploshcha: {column: Площа, type: decimal}
      zasnovana: {column: Заснована, type: date}
      telefon: {column: Телефон, type: phone, separator: ";"}
      poshta: {column: Пошта, type: email}
      sait: {column: Сайт, type: url}
      indeks: {column: Індекс, type: postcode}
      edrpou: {column: ЄДРПОУ, type: edrpou}
      katottg: {column: КАТОТТГ, type: katottg}
      kody: {column: Коди, type: code, separator: ","}
"""


@dataclass(frozen=True)
class Case:
    """One dirty cell: what is typed, and what must be said of it.

    `becomes` is what is printed then; None where it is an error and nothing is.
    """

    column: str
    typed: object
    code: str
    becomes: str | None = None


CASES = (
    # spaces and signs nobody sees
    Case("Назва", "Ізюмська\u00a0", "cells-spaced", "Ізюмська"),
    Case("Назва", "Велика  Данилівська", "cells-spaced", "Велика Данилівська"),
    Case("Назва", "Іванівська\nДруга", "cells-spaced", "Іванівська Друга"),
    Case("Назва", "\tБорівська ", "cells-spaced", "Борівська"),
    Case("Назва", "Золо\u00adчівська", "cells-unseen", "Золочівська"),
    Case("Назва", "Валківська\u200b", "cells-unseen", "Валківська"),
    Case("Назва", "Куи\u0306", "cells-unseen", "Куй"),
    # five apostrophes
    Case("Назва", "Куп'янська", "cells-apostrophes", "Куп’янська"),
    Case("Назва", "Купʼянська", "cells-apostrophes", "Куп’янська"),
    Case("Назва", "Куп`янська", "cells-apostrophes", "Куп’янська"),
    Case("Назва", "Куп´янська", "cells-apostrophes", "Куп’янська"),
    Case("Назва", "Куп‘янська", "cells-apostrophes", "Куп’янська"),
    # letters of two alphabets
    Case("Назва", "Лoзівська", "cell-letters", "Лозівська"),
    Case("Назва", "Iзюмська", "cell-letters", "Ізюмська"),
    Case("Назва", "Хаrківська", "cell-letters-mixed"),
    Case("Назва", "РҐР°СЂРєС–РІСЃСЊРєР°", "cell-garbled"),
    Case("Назва", "????вська", "cell-garbled"),
    Case("Назва", "Зміїв\ufffdська", "cell-garbled"),
    # nothing
    Case("Вид", "н/д", "cells-without-value", ""),
    Case("Площа", "—", "cells-without-value", ""),
    Case("Назва", None, "cell-empty"),
    # choices
    Case("Вид", "Міська", "choices-respelt", "міська"),
    Case("Вид", "міскьа", "choice-unknown"),
    # numbers
    Case("Членів", "26", "numbers-as-text", "26"),
    Case("Членів", "1 026", "numbers-as-text", "1026"),
    Case("Членів", "двадцять", "value-not-number"),
    Case("Членів", "2O", "value-not-number"),
    Case("Членів", "26 осіб", "value-not-number"),
    Case("Членів", 26.5, "value-not-whole"),
    Case("Членів", "1,026", "number-ambiguous"),
    Case("Площа", "1 157,8", "numbers-as-text", "1157.8"),
    Case("Площа", "1,157.8", "number-ambiguous"),
    Case("Площа", "1.157.800", "number-ambiguous"),
    Case("Площа", "близько 40", "value-not-number"),
    # dates
    Case("Заснована", "25.11.2020", "dates-respelt", "2020-11-25"),
    Case("Заснована", "25 листопада 2020 р.", "dates-respelt", "2020-11-25"),
    Case("Заснована", "11/12/2020", "date-ambiguous"),
    Case("Заснована", "25.11.20", "date-ambiguous"),
    Case("Заснована", "31.02.2020", "date-impossible"),
    Case("Заснована", 44160, "date-serial"),
    Case("Заснована", "восени 2020", "value-not-date"),
    # telephones and addresses
    Case("Телефон", "(057) 705-14-26", "phones-respelt", "+38 (057) 705-14-26"),
    Case("Телефон", 577051426, "phones-respelt", "+38 (057) 705-14-26"),
    Case("Телефон", "705-14-26", "phone-wrong"),
    Case("Телефон", "057 705-14-26, дод. 5", "phone-wrong"),
    Case("Пошта", "mailto:rada@EXAMPLE.org;", "addresses-respelt", "rada@example.org"),
    Case("Пошта", "rаda@example.org", "email-wrong"),
    Case("Пошта", "rada.example.org", "email-wrong"),
    Case("Сайт", "example org", "url-wrong"),
    # codes
    Case("Індекс", 4001, "postcode-wrong"),
    Case("ЄДРПОУ", 32112, "code-zeros", "00032112"),
    Case("ЄДРПОУ", "00032113", "edrpou-check"),
    Case("ЄДРПОУ", "3211", "edrpou-wrong"),
    Case("КАТОТТГ", "UА63040090000021240", "codes-respelt", "UA63040090000021240"),
    Case("КАТОТТГ", "UA6304009000002124", "katottg-wrong"),
    Case("КАТОТТГ", "UA99040090000021240", "katottg-wrong"),
    Case("Коди", "6.3102E+09", "number-scientific"),
)
FIRST = 4
"""The row of the first case: a title, an empty row and the head stand above."""


def workbook() -> openpyxl.Workbook:
    """The workbook: the cases, and below them rows that are dirty as a whole."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ради"
    sheet.append(["Члени Асоціації (умовні дані)"])
    sheet.append([])
    sheet.append(["Код", "Назва\u00a0", *HEAD[2:]])
    for number, case in enumerate(CASES, 1):
        row = list(CLEAN)
        row[0], row[12] = f"R{number:03}", str(number)
        row[HEAD.index(case.column)] = case.typed
        sheet.append(row)
    clean = list(CLEAN)
    sheet.append([])
    sheet.append(list(HEAD))
    sheet.append(["Разом", None, None, 1508, *[None] * 9])
    sheet.append(["R001", *clean[1:12], "201"])
    sheet.append(["R202", *clean[1:12], "202"])
    sheet.append(["R203", *clean[1:12], "203"])
    sheet.append(["R204", "=1/0", *clean[2:12], "204"])
    sheet.append(["R205", *clean[1:12], "205", "поза таблицею"])
    last = sheet.max_row
    sheet.row_dimensions[last - 3].hidden = True
    sheet.merge_cells(f"C{last - 2}:D{last - 2}")
    sheet["N3"] = "Примітка"
    return book


def content() -> bytes:
    """The bytes of the workbook."""
    stream = io.BytesIO()
    workbook().save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    EXAMPLE.parent.mkdir(exist_ok=True)
    EXAMPLE.write_bytes(content())
