"""Entries with what belongs to them: lists, former names, groups in groups, and their indexes."""

from __future__ import annotations

import pytest

from tests.sources.conftest import part

FILES = {
    "data/hromady.csv": "kod,nazva,raion,typ,osib\n"
    "h1,Валківська,Богодухівський,міська,29804\n"
    "h2,Ізюмська,Ізюмський,міська,\n"
    "h3,Барвінківська,Ізюмський,селищна,12345\n",
    "data/sela.csv": "kod,kat,nazva,hromada,raion\n"
    "s1,с.,Петрівка,h1,Богодухівський\ns2,с.,Петрівка,h1,Богодухівський\n"
    "s3,с.,Петрівка,h2,Ізюмський\ns4,м.,Ізюм,h2,Ізюмський\ns5,с.,Ґанок,h3,Ізюмський\n",
    "data/kolyshni.csv": "nazva,kod\nЖовтневе,s5\n",
}
DIRECTORY = """
type: directory
id: dir
source: data/hromady.csv
key: kod
name: nazva
group_by: [raion, typ]
fields:
  - {column: osib, label: Осіб, format: number}
  - {column: typ, missing: leave-out}
lists:
  - title: Населені пункти
    id: sela
    source: data/sela.csv
    by: hromada
    key: kod
    name: nazva
    prefix: kat
    apart: [raion, hromada, kod]
"""
INDEXES = """      - {type: index, title: Покажчик, of: sela}
      - type: index
        title: Колишні назви
        former: {source: data/kolyshni.csv, name: nazva, key: kod}
"""


@pytest.fixture
def made(read):
    def making(yaml=DIRECTORY, files=FILES, more=INDEXES):
        return read({"issue.yaml": part(yaml) + more, **files})

    return making


def test_groups_stand_in_groups(made):
    directory = made().parts[0]

    assert [
        (group.title.text, [(one.title.text, len(one.entries)) for one in group.groups])
        for group in directory.groups
    ] == [("Богодухівський", [("міська", 1)]), ("Ізюмський", [("міська", 1), ("селищна", 1)])]


def test_fields_are_formatted_and_missing_ones_go_by_policy(made):
    directory = made().parts[0]

    assert [
        [(f.label.text if f.label else None, f.value.text) for f in entry.fields]
        for entry in directory.entries
    ] == [
        [("Осіб", "29\u202f804"), (None, "міська")],
        [("Осіб", "—"), (None, "міська")],
        [("Осіб", "12\u202f345"), (None, "селищна")],
    ]


def test_records_of_another_table_stand_under_the_entry_they_name(made):
    directory = made().parts[0]

    assert [
        [(one.prefix.text, one.name.text, one.id) for one in entry.lists[0].entries]
        for entry in directory.entries
    ] == [
        [("с.", "Петрівка", "sela-s1"), ("с.", "Петрівка", "sela-s2")],
        [("м.", "Ізюм", "sela-s4"), ("с.", "Петрівка", "sela-s3")],
        [("с.", "Ґанок", "sela-s5")],
    ]
    assert len(list(directory.records)) == 8


def test_the_index_tells_homonyms_apart_with_as_few_words_as_it_takes(made):
    index = made().parts[1]

    assert [
        (letter.letter.text, entry.text.text, str(entry.qualifier or ""), entry.suffix.text)
        for letter in index.letters
        for entry in letter.entries
    ] == [
        ("Ґ", "Ґанок", "", "с."),
        ("І", "Ізюм", "", "м."),
        ("П", "Петрівка", "Богодухівський, h1, s1", "с."),
        ("П", "Петрівка", "Богодухівський, h1, s2", "с."),
        ("П", "Петрівка", "Ізюмський", "с."),
    ]


def test_a_former_name_leads_to_the_name_in_force(made):
    index = made().parts[2]
    (entry,) = [entry for letter in index.letters for entry in letter.entries]

    assert (entry.text.text, entry.see.text, entry.targets) == ("Жовтневе", "Ґанок", ("sela-s5",))


def test_a_former_name_among_the_entries_stands_in_its_place_of_the_alphabet(made):
    former = "former: {source: data/kolyshni.csv, name: nazva, key: kod}\n"
    yaml = DIRECTORY.replace("group_by: [raion, typ]", "group_by: raion") + former
    files = {**FILES, "data/kolyshni.csv": "nazva,kod\nГрушівська,h2\n"}
    directory = made(yaml, files, "").parts[0]

    assert [
        (entry.name.text, str(entry.see or ""), entry.see_id)
        for entry in directory.groups[1].entries
    ] == [
        ("Барвінківська", "", None),
        ("Грушівська", "Ізюмська", "dir-h2"),
        ("Ізюмська", "", None),
    ]


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("data/sela.csv", ("h3,Із", "h9,Із"), "record-nowhere data/sela.csv!D6: у таблиці"),
        ("data/kolyshni.csv", ("s5", "s9"), "record-nowhere data/kolyshni.csv!B2: у таблиці"),
    ],
)
def test_a_record_that_belongs_to_nobody_is_an_error(made, file, change, said):
    files = {**FILES, file: FILES[file].replace(*change)}

    assert [line for line in made(files=files).lines if line.startswith(said)]
