"""Which Word style each kind of text wears, and what the tokens do not say about it.

Family, size, leading, weight, colour come from the tokens (`token`); here stand the names people
see in Word's list of styles, what follows what, what keeps together, rules and boxes. Word's own
style is taken where it has one, since it shows under its usual name in every language of Word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from publisher.model.language import Language

Rule = Literal["hair", "strong", "accent", "bar", "pad"]
Side = Literal["top", "left", "bottom", "right"]
Borders = tuple[tuple[Side, Rule, int], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A style's name in the languages an edition can have."""

    uk: str
    ru: str
    en: str

    def of(self, language: Language) -> str:
        """The name in one language."""
        return {"uk": self.uk, "ru": self.ru, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style. Lengths are lines of the grid; None leaves what the token says."""

    key: str
    id: str
    name: str | Names
    token: str
    based_on: str | None = None
    next: str | None = "text"
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    hyphenate: bool = True
    before: float | None = None
    after: float | None = None
    left: float = 0
    right: float = 0
    hanging: float = 0
    first: float | None = None
    narrow: bool = False
    """Leaves a part of the width free, as titles do (`measure.title`)."""
    align: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    fill: str | None = None
    borders: Borders = ()
    """Rules, and their distance from the text in points."""
    leader: str | None = None
    """A tab at the right edge: `none`, `dot`; no tab at all when None."""
    together: bool = False
    """No space between paragraphs of this style."""
    list_kind: str | None = None
    list_level: int = 0
    tiny: bool = False
    """Takes next to no room: it is there for Word, not for the reader."""
    loose: bool = False
    """Lines take the height of what stands in them: pictures are not cut."""
    quick: bool = field(default=False)
    """Shown in the gallery of quick styles."""


def _(uk: str, ru: str, en: str) -> Names:
    return Names(uk, ru, en)


# A box is a bar and a ground. No rule above or below: LibreOffice never ends laying out columns in
# which such paragraphs keep together.
_BOX: Borders = (("left", "bar", 8), ("right", "pad", 8))

_TEXT = (
    Look("text", "BodyText", "Body Text", "text", next=None, quick=True),
    Look("text-first", "FirstParagraph", _("Перший абзац", "Первый абзац", "First Paragraph"),
         "text", based_on="text", first=0, quick=True),
    Look("rubric", "Rubric", _("Рубрика", "Рубрика", "Rubric"), "rubric",
         keep_next=True, hyphenate=False, before=1.5, after=0.25, borders=(("top", "accent", 5),),
         next="article-title", quick=True),
    Look("kicker", "Kicker", _("Надзаголовок", "Надзаголовок", "Kicker"), "kicker",
         keep_next=True, hyphenate=False, after=0.5),
    Look("article-title", "Heading1", "heading 1", "article-title", outline=0,
         keep_next=True, keep_lines=True, hyphenate=False, narrow=True, before=0.5, after=0.7,
         next="lead", quick=True),
    Look("section-title", "SectionTitle", _("Заголовок розділу", "Заголовок раздела",
         "Section Title"), "section-title", based_on="article-title", outline=0,
         keep_next=True, keep_lines=True, hyphenate=False, before=0.5, after=0.7),
    Look("section-note", "SectionNote", _("Примітка до розділу", "Примечание к разделу",
         "Section Note"), "section-note", after=1),
    Look("lead", "Lead", _("Вступ до статті", "Вводка", "Lead"), "lead",
         keep_next=True, hyphenate=False, narrow=True, after=0.7, next="byline", quick=True),
    Look("byline", "Byline", _("Автор статті", "Автор статьи", "Byline"), "byline",
         keep_next=True, hyphenate=False, after=0.7, next="text-first"),
    Look("heading-2", "Heading2", "heading 2", "heading-2", outline=1,
         keep_next=True, keep_lines=True, hyphenate=False, next="text-first", quick=True),
    Look("heading-3", "Heading3", "heading 3", "heading-3", outline=2,
         keep_next=True, keep_lines=True, hyphenate=False, next="text-first", quick=True),
    Look("heading-4", "Heading4", "heading 4", "heading-4", outline=3,
         keep_next=True, keep_lines=True, hyphenate=False, next="text-first"),
    Look("term", "Term", _("Термін", "Термин", "Term"), "term", keep_next=True, next="definition"),
    Look("definition", "Definition", _("Визначення", "Определение", "Definition"), "definition",
         after=0.5, together=True, next=None),
    Look("quote", "Quote", "Quote", "quote", left=1, before=1, after=0.5, together=True, next=None,
         quick=True),
    Look("code-block", "HTMLPreformatted", "HTML Preformatted", "code-block", hyphenate=False,
         before=0.5, after=0.5, together=True, next=None),
    Look("rule", "Divider", _("Відбивка", "Отбивка", "Divider"), "text", align="center",
         before=0, after=0, first=0),
    Look("pull-quote", "IntenseQuote", "Intense Quote", "pull-quote", keep_next=True,
         keep_lines=True, hyphenate=False, before=1, borders=(("top", "hair", 5),),
         next="attribution", quick=True),
    Look("attribution", "Attribution", _("Джерело цитати", "Источник цитаты", "Attribution"),
         "attribution", before=0.3, after=1, hyphenate=False),
    Look("notice-title", "NoticeTitle", _("Заголовок вставки", "Заголовок врезки",
         "Notice Title"), "notice-title", keep_next=True, keep_lines=True, hyphenate=False,
         before=1, after=0.25, left=0.85, right=0.6, fill="tint", borders=_BOX,
         next="notice-text"),
    Look("notice-text", "NoticeText", _("Текст вставки", "Текст врезки", "Notice Text"),
         "table-text", keep_lines=True,
         hyphenate=False, before=0, after=0.3, left=0.85, right=0.6, first=0,
         align="left", fill="tint", borders=_BOX, next=None, quick=True),
    Look("notice-text-last", "NoticeTextLast", _("Кінець вставки", "Конец врезки",
         "Notice Text Last"), "table-text", based_on="notice-text", keep_lines=True,
         hyphenate=False, before=0,
         after=1, left=0.85, right=0.6, first=0, align="left", fill="tint", borders=_BOX,
         next=None),
    Look("notice-text-first", "NoticeTextFirst", _("Початок вставки", "Начало врезки",
         "Notice Text First"), "table-text", based_on="notice-text", keep_lines=True,
         hyphenate=False, before=1,
         after=0.3, left=0.85, right=0.6, first=0, align="left", fill="tint", borders=_BOX,
         next="notice-text"),
    Look("notice-text-only", "NoticeTextOnly", _("Вставка з одного абзацу",
         "Врезка в один абзац", "Notice Text Only"), "table-text", based_on="notice-text",
         keep_lines=True,
         hyphenate=False, before=1, after=1, left=0.85, right=0.6, first=0, align="left",
         fill="tint", borders=_BOX, next=None),
    Look("question", "Question", _("Запитання", "Вопрос", "Question"), "heading-2",
         keep_next=True, keep_lines=True, hyphenate=False, before=1, next="answer"),
    Look("answer", "Answer", _("Відповідь", "Ответ", "Answer"), "text", based_on="text",
         first=0, next=None),
    Look("speaker", "Speaker", _("Хто говорить", "Кто говорит", "Speaker"), "speaker",
         keep_next=True, hyphenate=False, before=0.5, next="speech"),
    Look("speech", "Speech", _("Пряма мова", "Прямая речь", "Speech"), "text", based_on="text",
         first=0, next=None),
    Look("contacts", "Contacts", _("Контакти", "Контакты", "Contacts"), "table-text",
         hyphenate=False, before=1, after=1, first=0, align="left", borders=(("top", "hair", 5),),
         together=True, next=None),
    Look("footnote", "FootnoteText", "footnote text", "footnote", next=None),
    Look("endnote", "EndnoteText", "endnote text", "footnote", next=None),
)  # fmt: skip

_LEVELS = tuple(
    Look(f"list-{kind}-{level}" if level else f"list-{kind}", f"{id}{level + 1 if level else ''}",
         f"{name} {level + 1}" if level else name, "list-item", first=0, before=0, after=0,
         left=1.3 * (level + 1), hanging=0 if kind == "continue" else 1.3,
         list_kind=None if kind == "continue" else kind, list_level=level, next=None,
         quick=not level)
    for kind, id, name in (
        ("ul", "ListBullet", "List Bullet"),
        ("ol", "ListNumber", "List Number"),
        ("continue", "ListContinue", "List Continue"),
    )
    for level in range(5)
)  # fmt: skip

_LISTS = (
    *_LEVELS,
    Look("list-decision", "Decision", _("Пункт рішення", "Пункт решения", "Decision"),
         "list-item", first=0, before=0, after=0.5, left=1.3, hanging=1.3, list_kind="decision",
         next=None),
    Look("notice-list", "NoticeList", _("Список у вставці", "Список во врезке", "Notice List"),
         "table-text", based_on="notice-text", keep_lines=True,
         hyphenate=False, before=0, after=0.1, left=0.85,
         right=0.6, first=0, align="left", fill="tint", borders=_BOX, next=None),
    Look("notice-list-last", "NoticeListLast", _("Кінець списку у вставці",
         "Конец списка во врезке", "Notice List Last"), "table-text", based_on="notice-text",
         keep_lines=True,
         hyphenate=False, before=0, after=1, left=0.85, right=0.6, first=0, align="left",
         fill="tint", borders=_BOX, next=None),
)  # fmt: skip

_COVER = (
    Look("edition-title", "Title", "Title", "edition-title", keep_next=True, hyphenate=False,
         before=1, after=0.5, next="edition-subtitle"),
    Look("edition-subtitle", "Subtitle", "Subtitle", "edition-subtitle", hyphenate=False, after=1),
    Look("organisation", "Organisation", _("Організація", "Организация", "Organisation"),
         "organisation", hyphenate=False),
    Look("issue-number", "IssueNumber", _("Номер випуску", "Номер выпуска", "Issue Number"),
         "issue-number", hyphenate=False),
    Look("issue-date", "Date", "Date", "issue-date", hyphenate=False, after=1.5),
    Look("as-of", "AsOf", _("Станом на", "По состоянию на", "As Of"), "as-of",
         hyphenate=False, after=1),
    Look("city", "City", _("Місто видання", "Город издания", "Place of Publication"), "city",
         hyphenate=False, before=1),
    Look("cover-title", "CoverTitle", _("Заголовок на обкладинці", "Заголовок на обложке",
         "Cover Headline"), "cover-title", keep_next=True, hyphenate=False, before=0.25,
         after=0.5),
    Look("cover-text", "CoverText", _("Текст на обкладинці", "Текст на обложке", "Cover Text"),
         "cover-text", hyphenate=False, after=1),
    Look("cover-item", "CoverItem", _("Анонс на обкладинці", "Анонс на обложке",
         "Cover Announcement"), "cover-item", hyphenate=False, before=0.2, after=0.2,
         borders=(("top", "hair", 5),), leader="none"),
    Look("cover-line", "CoverLine", _("Рядок обкладинки", "Строка обложки", "Cover Line"),
         "cover-line", hyphenate=False, before=0.5),
)  # fmt: skip

_APPARATUS = (
    Look("contents-title", "TOCHeading", "TOC Heading", "contents-title", keep_next=True,
         hyphenate=False, after=1.5, next="text"),
    Look("contents-entry", "TOC1", "toc 1", "contents-entry", hyphenate=False, after=0.2,
         leader="dot"),
    Look("contents-rubric", "TOC2", "toc 2", "contents-rubric", keep_next=True,
         hyphenate=False, before=0.7, after=0.1, leader="dot"),
    Look("contents-entry-3", "TOC3", "toc 3", "contents-entry", hyphenate=False, left=1,
         leader="dot"),
    Look("index-letter", "IndexHeading", "index heading", "index-letter", outline=1,
         keep_next=True, hyphenate=False, before=0.7, after=0.15, next="index-entry"),
    Look("index-entry", "Index1", "index 1", "index-entry", hyphenate=False, left=0.7,
         hanging=0.7, next=None),
    Look("index-entry-2", "Index2", "index 2", "index-entry", hyphenate=False, left=1.4,
         hanging=0.7, next=None),
    Look("header", "Header", "header", "running", hyphenate=False, leader="none", next=None),
    Look("footer", "Footer", "footer", "folio", hyphenate=False, align="right", next=None),
    Look("footer-even", "FooterEven", _("Нижній колонтитул парної сторінки",
         "Нижний колонтитул чётной страницы", "Footer Even Page"), "folio", based_on="footer",
         hyphenate=False, align="left", next=None),
    Look("footer-first", "FooterFirst", _("Нижній колонтитул першої сторінки",
         "Нижний колонтитул первой страницы", "Footer First Page"), "folio", based_on="footer",
         hyphenate=False, align="center", next=None),
    Look("section-break", "SectionBreak", _("Кінець розділу", "Конец раздела", "Section Break"),
         "table-note", hyphenate=False, before=0, after=0, tiny=True),
)  # fmt: skip

_FIGURES = (
    Look("figure", "Figure", _("Рисунок", "Рисунок", "Figure"), "caption", keep_next=True,
         hyphenate=False, before=1, after=0.4, first=0, align="left", loose=True,
         next="caption", quick=True),
    Look("caption", "Caption", "caption", "caption", keep_lines=True, hyphenate=False, after=1,
         quick=True),
    Look("table-caption", "TableCaption", _("Назва таблиці", "Название таблицы",
         "Table Caption"), "table-caption", based_on="caption", keep_next=True, keep_lines=True,
         hyphenate=False, before=1, after=0.35, next="table-text"),
    Look("table-note", "TableNote", _("Примітка до таблиці", "Примечание к таблице",
         "Table Note"), "table-note", hyphenate=False, before=0.35, after=1),
    Look("figures-title", "FiguresTitle", _("Назва панелі цифр", "Название панели цифр",
         "Figures Title"), "heading-2", keep_next=True, hyphenate=False),
    Look("figure-value", "FigureValue", _("Велика цифра", "Крупная цифра", "Figure Value"),
         "figure-value", keep_next=True, hyphenate=False, next="figure-label"),
    Look("figure-label", "FigureLabel", _("Підпис цифри", "Подпись цифры", "Figure Label"),
         "figure-label", hyphenate=False, next=None),
    Look("figure-note", "FigureNote", _("Примітка до цифри", "Примечание к цифре",
         "Figure Note"), "figure-note", hyphenate=False, next=None),
)  # fmt: skip

_ALIGNMENTS = (
    ("", "", "left", ("", "", "")),
    ("-number", "Number", "right", (": число", ": число", " Number")),
    ("-center", "Centred", "center", (": по центру", ": по центру", " Centred")),
)

_CELLS = tuple(
    Look(key + suffix, id + id_suffix,
         _(names.uk + endings[0], names.ru + endings[1], names.en + endings[2]), token,
         based_on=key if suffix else None, align=align, bold=bold, keep_next=keep_next,
         hyphenate=key == "table-text", first=0, next=None)
    # A head stays with its rows, a total with the note below.
    for key, id, names, token, bold, keep_next in (
        ("table-head", "TableHead", _("Шапка таблиці", "Шапка таблицы", "Table Head"),
         "table-head", None, True),
        ("table-text", "TableText", _("Текст таблиці", "Текст таблицы", "Table Text"),
         "table-text", None, False),
        ("table-total", "TableTotal", _("Підсумок таблиці", "Итог таблицы", "Table Total"),
         "table-text", True, True),
        ("table-side", "TableSide", _("Боковик таблиці", "Боковик таблицы", "Table Side"),
         "table-text", None, False),
    )
    for suffix, id_suffix, align, endings in _ALIGNMENTS
)  # fmt: skip

_DIRECTORY = (
    Look("group-title", "GroupTitle", _("Назва групи", "Название группы", "Group Title"),
         "group-title", based_on="article-title", outline=0, keep_next=True, keep_lines=True,
         hyphenate=False, before=0, after=0.4, next="group-totals"),
    Look("group-totals", "GroupTotals", _("Підсумок групи", "Итог группы", "Group Totals"),
         "group-totals", keep_next=True, hyphenate=False, after=1),
    Look("thumb", "Thumb", _("Літера на обрізі", "Буква на обрезе", "Thumb Letter"), "thumb",
         keep_next=True, hyphenate=False, after=0.3),
    Look("entry-name", "EntryName", _("Назва запису", "Название записи", "Entry Name"),
         "entry-name", based_on="heading-2", outline=1, keep_next=True, keep_lines=True,
         hyphenate=False, before=0.6, after=0.05, next="entry-text"),
    Look("entry-text", "EntryText", _("Текст запису", "Текст записи", "Entry Text"),
         "entry-text", hyphenate=False, keep_lines=True, next="entry-name"),
    Look("subgroup-title", "SubgroupTitle", _("Назва підгрупи", "Название подгруппы",
         "Subgroup Title"), "subgroup-title", based_on="heading-2", outline=1, keep_next=True,
         keep_lines=True, hyphenate=False, before=1, after=0.3, next="entry-name"),
    Look("entry-line", "EntryLine", _("Рядок запису", "Строка записи", "Entry Line"),
         "entry-line", hyphenate=False, keep_lines=True, left=0.7, hanging=0.7, next=None),
    Look("entry-list-title", "EntryListTitle", _("Назва переліку", "Название перечня",
         "Entry List Title"), "entry-list-title", keep_next=True, keep_lines=True,
         hyphenate=False, before=0.5, after=0.1, next="entry-line"),
    Look("imprint-title", "ImprintTitle", _("Назва у вихідних відомостях",
         "Название в выходных данных", "Imprint Title"), "imprint-title", keep_next=True,
         hyphenate=False, before=0.7, next="imprint"),
    Look("imprint", "Imprint", _("Вихідні відомості", "Выходные данные", "Imprint"), "imprint",
         hyphenate=False, keep_lines=True, after=0.2, next=None),
)  # fmt: skip

PARAGRAPHS: dict[str, Look] = {
    look.key: look
    for look in (
        *_TEXT, *_LISTS, *_COVER, *_APPARATUS, *_FIGURES, *_CELLS, *_DIRECTORY,
    )
}  # fmt: skip

TOKENS_BORROWED: dict[str, str] = {
    "running": "caption",
    "running-rubric": "rubric",
    "folio": "caption",
}
"""Token styles a kind may leave out, since nothing in the HTML wears them: whose look serves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One look a run can wear; marks add up where elements nest."""

    key: str
    id: str
    name: str | Names
    properties: tuple[str, ...] = ()
    colour: str | None = None
    token: str | None = None
    """A token style that gives family, weight, colour, capitals and tracking."""


MARKS: dict[str, Mark] = {
    mark.key: mark
    for mark in (
        Mark("strong", "Strong", "Strong", ("b",)),
        Mark("em", "Emphasis", "Emphasis", ("i",)),
        Mark("code", "HTMLCode", "HTML Code", token="code-block"),
        Mark("small-caps", "SmallCaps", _("Капітель", "Капитель", "Small Caps"), ("smallCaps",)),
        Mark("s", "Struck", _("Закреслене", "Зачёркнутое", "Struck"), ("strike",)),
        Mark("label", "CaptionLabel", _("Номер підпису", "Номер подписи", "Caption Label"),
             ("b",)),
        Mark("field-label", "FieldLabel", _("Назва поля", "Название поля", "Field Label"),
             colour="secondary"),
        Mark("value", "FieldValue", _("Значення поля", "Значение поля", "Field Value")),
        Mark("credit", "Credit", _("Автор зображення", "Автор изображения", "Credit"),
             colour="secondary"),
        Mark("author", "Author", _("Ім’я автора", "Имя автора", "Author"), ("b",), "text"),
        Mark("role", "AuthorRole", _("Посада автора", "Должность автора", "Author Role")),
        Mark("qualifier", "Qualifier", _("Уточнення", "Уточнение", "Qualifier"),
             colour="secondary"),
        Mark("initial", "Initial", _("Ініціал", "Буквица", "Initial"), colour="accent"),
        Mark("end-mark", "EndMark", _("Кінцевий знак", "Концевой знак", "End Mark"),
             colour="accent"),
        Mark("reference", "CrossReference", _("Посилання в тексті", "Ссылка в тексте",
             "Cross-Reference")),
        Mark("hyperlink", "Hyperlink", "Hyperlink", ("u",), "accent"),
        Mark("sub", "Subscript", _("Нижній індекс", "Нижний индекс", "Subscript"), ("sub",)),
        Mark("sup", "Superscript", _("Верхній індекс", "Верхний индекс", "Superscript"),
             ("sup",)),
        Mark("footnote-reference", "FootnoteReference", "footnote reference", ("sup",), "accent"),
        Mark("endnote-reference", "EndnoteReference", "endnote reference", ("sup",), "accent"),
        Mark("page-number", "PageNumber", "page number"),
        Mark("running-rubric", "RunningRubric", _("Рубрика в колонтитулі",
             "Рубрика в колонтитуле", "Running Rubric"), token="running-rubric"),
        Mark("hidden", "HiddenMark", _("Прихована мітка", "Скрытая метка", "Hidden Mark"),
             ("vanish",)),
    )
}  # fmt: skip
"""In the order their names are joined where several meet on one run."""
