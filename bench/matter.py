"""What is set in the bench: made from a seed, the same for everybody who sets it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

SENTENCES = (
    "Громада порахувала дороги, школи й водогони, а тоді вирішила, з чого почати.",
    "Рада затвердила програму на три роки, і в ній уперше названо, хто за що відповідає.",
    "Старости привезли з округів переліки робіт: де тече дах, де темно, де треба мосту.",
    "Порівняно з минулим роком видатки на благоустрій зросли, а частка їх не змінилася.",
    "На засіданні постійної комісії довго сперечалися про тарифи, але рішення ухвалили одностайно.",
    "Протокол оприлюднили наступного дня, і кожен охочий міг звірити цифри з кошторисом.",
    "Фахівці з сусідньої області розповіли, як налагодили спільний полігон і що з того вийшло.",
    "Найважче виявилося не знайти гроші, а домовитися про землю під очисні споруди.",
    "Бібліотека працює тепер до дев’ятої вечора, бо так просили ті, хто повертається з роботи.",
    "Документи готували пів року, і за цей час змінилися двоє виконавців та одна форма заявки.",
    "Якщо відповіді немає понад місяць, зверніться до дирекції: вона знає, кого запитати.",
    "За підсумками обговорення до проєкту внесли дев’ятнадцять правок, дві з них суттєві.",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """One article: paragraphs as lists of sentences, notes by paragraph, perhaps a picture."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    notes: dict[int, str]
    picture: str | None


@dataclass(frozen=True)
class Matter:
    """An edition to set: articles, each on pages of its own or one after another."""

    name: str
    title: str
    pieces: tuple[Piece, ...]
    own_pages: bool


def bulletin() -> Matter:
    """About sixteen pages of A4 in two columns: twelve articles, notes, six pictures."""
    return _articles("bench-bulletin", "Вісник громад", 12, 12, 6, own_pages=True)


def almanac() -> Matter:
    """About 120 pages of A4 in two columns: sixty articles, forty pictures, notes."""
    return _articles("bench-almanac", "Альманах громад", 60, 19, 40, own_pages=True)


def _articles(
    name: str, title: str, count: int, length: int, pictures: int, *, own_pages: bool
) -> Matter:
    chance = random.Random(name)
    pieces = []
    for number in range(1, count + 1):
        paragraphs = tuple(
            " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(4, 7)))
            for _ in range(length)
        )
        pieces.append(
            Piece(
                f"Стаття {number}. {SENTENCES[number % len(SENTENCES)].split(',')[0].rstrip('.')}",
                SENTENCES[(number * 5) % len(SENTENCES)],
                paragraphs,
                {2: "Рішення ради, додаток, с. 4.", 7: "За звітом виконавчого комітету."},
                f"picture-{number}.jpg" if number <= pictures else None,
            )
        )
    return Matter(name, title, tuple(pieces), own_pages)


def councils(count: int) -> list[dict[str, str]]:
    """So many entries of a directory, in groups of sixty or so."""
    chance = random.Random(count)
    roots = ("Верхн", "Нижн", "Нов", "Стар", "Велик", "Мал", "Біл", "Черв", "Зелен", "Кам")
    tails = ("івська", "одубівська", "огаївська", "обалківська", "оярівська", "орічанська")
    rows = []
    for number in range(count):
        name = f"{chance.choice(roots)}{chance.choice(tails)} сільська рада {number + 1}"
        rows.append(
            {
                "code": f"63{number:08d}",
                "name": name,
                "group": f"{number // 60 + 1:03d} район",
                "address": f"вул. Центральна, {chance.randint(1, 200)}",
                "phone": f"+38-057-{chance.randint(100, 999)}-{chance.randint(10, 99)}-"
                f"{chance.randint(10, 99)}",
            }
        )
    return rows


def draw_pictures(folder: Path, matter: Matter) -> None:
    """Photographs that are no two alike and cost what photographs cost."""
    folder.mkdir(parents=True, exist_ok=True)
    for piece in matter.pieces:
        if piece.picture is None:
            continue
        chance = random.Random(piece.picture)
        image = Image.new("RGB", (900, 600), "#d8dccf")
        pen = ImageDraw.Draw(image)
        for _ in range(220):
            x, y = chance.randrange(900), chance.randrange(600)
            size = chance.randrange(20, 160)
            colour = tuple(chance.randrange(40, 220) for _ in range(3))
            pen.ellipse((x, y, x + size, y + size * 0.7), fill=colour)
        image.save(folder / piece.picture, "JPEG", quality=88)
