"""Directories: entries corrected, grouped, counted, told apart; and their index."""

from __future__ import annotations

import pytest

from tests.sources.conftest import part

DATA = """koatuu,council,kind,raion,hromada
10,Петрівська сільська рада,сільська,Балаклійський,Балаклійська
11,Петрівська сільська рада,сільська,Ізюмський,Барвінківська
12,Куп'янська міська рада,міська,м.Куп’янськ,Куп'янська
13,Жовтнева сільська рада,сільська,Ізюмський,
14,Ґалаґанівська селищна рада,селищна,Ізюмський,Оскільська
15,Єгорівська сільська рада,сільська,Балаклійський,Балаклійська
"""
CORRECTIONS = """key,column,as_found,in_force,source
13,council,Жовтнева сільська рада,Слобожанська сільська рада,постанова 1377-VIII
"""
DIRECTORY = """
type: directory
id: dir-rady
title: Місцеві ради
source: shared:councils.csv
corrections: shared:corrections.csv
key: koatuu
name: council
fields:
  - {column: koatuu, label: КОАТУУ}
  - {column: hromada, label: Громада}
group_by: raion
groups:
  - {title: Міста, values: [м.Куп'янськ], mark: М}
count_by: kind
count_titles: {міська: міські, селищна: селищні, сільська: сільські}
"""
INDEX = "      - {type: index, title: Покажчик рад, of: dir-rady}\n"


@pytest.fixture
def directory(read):
    def reading(yaml=DIRECTORY, data=DATA, corrections=CORRECTIONS, more=""):
        return read(
            {
                "issue.yaml": part(yaml) + more,
                "shared:councils.csv": data,
                "shared:corrections.csv": corrections,
            }
        )

    return reading


def drawn(made):
    return {
        group.title.text: [
            entry.name.text + (f" ({entry.qualifier})" if entry.qualifier else "")
            for entry in group.entries
        ]
        for group in made.groups
    }


def test_named_groups_come_first_and_all_is_in_ukrainian_order(directory):
    reading = directory()
    (made,) = reading.parts

    assert [(finding.code, finding.words["count"]) for finding in reading.report] == [
        ("apostrophes-respelt", "2"),
        ("corrections-applied", "1"),
    ]
    assert drawn(made) == {
        "Міста": ["Куп’янська міська рада"],
        "Балаклійський": ["Єгорівська сільська рада", "Петрівська сільська рада (Балаклійський)"],
        "Ізюмський": [
            "Ґалаґанівська селищна рада",
            "Петрівська сільська рада (Ізюмський)",
            "Слобожанська сільська рада",
        ],
    }
    assert [str(group.mark) for group in made.groups] == ["М", "Б", "І"]
    assert len({group.id for group in made.groups}) == 3


def test_totals_are_counted_in_the_order_of_their_titles(directory):
    (made,) = directory().parts

    def counted(totals):
        return [(total.value, str(total.title)) for total in totals]

    assert counted(made.totals) == [(1, "міські"), (1, "селищні"), (4, "сільські")]
    assert counted(made.groups[2].totals) == [(1, "селищні"), (2, "сільські")]


def test_entries_are_named_by_their_keys_and_empty_values_are_dashes(directory):
    (made,) = directory().parts
    entry = made.groups[2].entries[2]

    assert entry.id == "dir-rady-13"
    assert [(str(field.label), str(field.value)) for field in entry.fields] == [
        ("КОАТУУ", "13"),
        ("Громада", "—"),
    ]
    assert str(entry.place) == "issues/_shared/corrections.csv!D2"  # where its name comes from


def test_the_index_leads_to_entries_under_the_letters_of_the_alphabet(directory):
    index = directory(more=INDEX).parts[1]

    assert [
        (
            str(letter.letter),
            [(str(e.text), str(e.qualifier or ""), e.targets) for e in letter.entries],
        )
        for letter in index.letters
    ] == [
        ("Ґ", [("Ґалаґанівська селищна рада", "", ("dir-rady-14",))]),
        ("Є", [("Єгорівська сільська рада", "", ("dir-rady-15",))]),
        ("К", [("Куп’янська міська рада", "", ("dir-rady-12",))]),
        (
            "П",
            [
                ("Петрівська сільська рада", "Балаклійський", ("dir-rady-10",)),
                ("Петрівська сільська рада", "Ізюмський", ("dir-rady-11",)),
            ],
        ),
        ("С", [("Слобожанська сільська рада", "", ("dir-rady-13",))]),
    ]


def test_an_index_may_stand_before_what_it_lists(read):
    yaml = part(DIRECTORY).replace("  - parts:\n", "  - parts:\n" + INDEX)
    reading = read(
        {
            "issue.yaml": yaml,
            "shared:councils.csv": DATA,
            "shared:corrections.csv": CORRECTIONS,
        }
    )

    assert reading.report.errors == ()
    assert [made.type for made in reading.parts] == ["index", "directory"]


def test_homonyms_of_one_group_are_told_apart_by_what_differs(directory):
    (made,) = directory(data=DATA.replace("Балаклійський,", "Ізюмський,")).parts

    assert drawn(made)["Ізюмський"][2:4] == [
        "Петрівська сільська рада (10)",
        "Петрівська сільська рада (11)",
    ]


def test_a_directory_without_groups_is_one_group(directory):
    yaml = "{type: directory, source: shared:councils.csv, name: council, title: Ради}"
    (made,) = directory(yaml=yaml).parts

    assert [str(group.title) for group in made.groups] == ["Ради"]
    assert made.groups[0].entries[0].id == "directory-1-5"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "Жовтнева сільська рада,Слоб",
            "Жовтнівська сільська рада,Слоб",
            "correction-stale shared/corrections.csv!C2: виправлення для `13` чекає `Жовтнівська "
            "сільська рада` у стовпці `council`, а в даних тепер `Жовтнева сільська рада`",
        ),
        (
            "\n13,council",
            "\n99,council",
            "correction-key shared/corrections.csv!A2: немає запису з ключем `99`",
        ),
        (
            "\n13,council",
            "\n13,counsil",
            "column-missing shared/corrections.csv!B2: немає стовпця `counsil` у "
            "`issues/_shared/councils.csv` → може, `council`?",
        ),
        (
            "постанова 1377-VIII",
            "",
            "correction-unsourced shared/corrections.csv!E2: виправлення для `13` не називає",
        ),
        (
            "as_found",
            "found",
            "column-missing issue.yaml:11:22: немає стовпця `as_found` у "
            "`issues/_shared/corrections.csv`",
        ),
    ],
)
def test_corrections_that_do_not_fit_the_data(directory, was, now, said):
    reading = directory(corrections=CORRECTIONS.replace(was, now))
    lines = [line.replace(" issues/_shared/", " shared/", 1) for line in reading.lines]

    assert any(line.startswith(said) for line in lines), lines


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "name: council",
            "name: counsil",
            "column-missing issue.yaml:13:15: немає стовпця `counsil` у "
            "`issues/_shared/councils.csv` → може, `council`?",
        ),
        (
            "м.Куп'янськ",
            "м.Купʼянка",
            "group-empty issue.yaml:19:37: жоден запис не має значення `м.Купʼянка` для цієї групи "
            "→ може, `м.Куп’янськ`?",
        ),
        (
            "селищна: селищні, ",
            "",
            "count-untitled issues/_shared/councils.csv!C6: значення `селищна` не має назви в "
            "`count_titles`",
        ),
        (
            "corrections.csv\n",
            "corrections.csv\n",
            "apostrophes-respelt issue.yaml:10:17: апострофи в `issues/_shared/councils.csv` "
            "зведено до одного знака в 2 клітинках",
        ),
    ],
)
def test_a_directory_is_refused_in_words(directory, was, now, said):
    reading = directory(yaml=DIRECTORY.replace(was, now))

    assert any(line.startswith(said) for line in reading.lines), reading.lines


def test_two_entries_of_one_key(directory):
    reading = directory(data=DATA.replace("\n11,", "\n10,"))

    assert reading.lines[0] == (
        "key-twice issues/_shared/councils.csv!A3: ключ `10` трапляється двічі: вперше — "
        "issues/_shared/councils.csv!A2 → перевірте, котрий із двох рядків правильний"
    )


def test_an_entry_without_a_name_or_a_group(directory):
    reading = directory(data=DATA + "16,,сільська,,\n")

    assert [line.split(" → ")[0] for line in reading.lines if line.startswith("cell-empty")] == [
        "cell-empty issues/_shared/councils.csv!B8: клітинка стовпця `council` порожня",
        "cell-empty issues/_shared/councils.csv!D8: клітинка стовпця `raion` порожня",
    ]


def test_an_index_of_nothing(directory):
    reading = directory(more=INDEX.replace("dir-rady", "dir-radi"))

    assert reading.lines[-1] == (
        "index-of-nothing issue.yaml:22:48: немає з чого скласти покажчик `dir-radi` → може, "
        "`dir-rady`?"
    )


def test_an_index_of_a_directory_that_failed_is_not_told_besides(directory):
    reading = directory(yaml=DIRECTORY.replace("name: council", "name: counsil"), more=INDEX)

    assert [finding.code for finding in reading.report] == ["column-missing"]


def test_an_index_of_marked_words(read):
    yaml = part("articles/a.md") + "      - {type: index, title: Імена, of: marks}\n"
    text = (
        "---\ntitle: А\n---\n[Чернов С. І.]{.index} і [йому]{.index term='Чернов С. І.'}, "
        "[Ґудзь]{.index}, [Харків]{.index index=places}.\n"
    )
    reading = read({"issue.yaml": yaml, "articles/a.md": text})
    index = reading.parts[1]

    assert [
        (str(letter.letter), [(str(e.text), e.targets) for e in letter.entries])
        for letter in index.letters
    ] == [("Ґ", [("Ґудзь", ("a-mark3",))]), ("Ч", [("Чернов С. І.", ("a-mark1", "a-mark2"))])]
