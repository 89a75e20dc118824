"""What is proposed for an imported file: tables of names and of memories, and what holds for all of them."""

from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from practika_desktop.ui.importing.file_names import is_telling, pattern, words
from practika_desktop.ui.importing.proposals import (
    Choice,
    Known,
    Named,
    Remembered,
    best_named,
    named_in,
    propose,
    remember,
    same_name,
)

KNOWN = Known(
    students=(Named("s-ana", "Ana Petrova"), Named("s-ben", "Ben Okafor"), Named("s-zoe", "Zoë Faß")),
    pieces=(Named("p-bourree", "Bourrée in E minor"), Named("p-menuet", "Menuet in G"), Named("p-gavotte", "Gavotte")),
    exercises=(
        Named("e-opening", "Opening", "p-bourree"),
        Named("e-repeat", "Second repeat", "p-menuet"),
        Named("e-scales", "Scales", None),
    ),
)


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("ana_bourree_2026-11-02.mp4", "ana_bourree_#"),
        ("Ana_Bourrée_2026-11-09 18.30.12.MOV", "ana_bourree_#"),
        ("VID_20261102_101530.mp4", "vid_#"),
        ("take 3.webm", "take #"),
        ("2026-11-02T10-15.mp4", "#"),
        ("gavotte.mp4", "gavotte"),
    ],
)
def test_pattern_keeps_words_and_drops_numbers(file_name: str, expected: str) -> None:
    assert pattern(file_name) == expected


@pytest.mark.parametrize(
    ("of_pattern", "telling"),
    [("ana_bourree_#", True), ("vid_#", False), ("whatsapp video # at #", False), ("#", False), ("take #", False)],
)
def test_only_a_word_no_camera_writes_is_telling(of_pattern: str, telling: bool) -> None:
    assert is_telling(of_pattern) is telling


def test_words_are_parted_at_signs_numbers_and_camel_case() -> None:
    assert words("ZoëFaß-menuet2_final") == ("zoe", "fass", "menuet", "final")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana_bourree_2026-11-02", Choice("s-ana", "p-bourree")),
        ("BEN OKAFOR gavotte", Choice("s-ben", "p-gavotte")),
        ("Zoe Fass", Choice("s-zoe")),
        ("menuet second repeat", Choice(None, "p-menuet", "e-repeat")),
        ("ana opening", Choice("s-ana", "p-bourree", "e-opening")),
        ("menuet opening", Choice(None, "p-menuet")),
        ("ben scales", Choice("s-ben", None, "e-scales")),
        ("in the minor rain", Choice()),
        ("ana and ben", Choice()),
        ("VID_20261102", Choice()),
    ],
)
def test_names_in_a_file_name(text: str, expected: Choice) -> None:
    assert named_in(text, KNOWN) == expected


def test_a_first_name_of_two_students_names_neither() -> None:
    anas = (Named("1", "Ana Petrova"), Named("2", "Ana Lopez"))
    assert best_named("ana_scales", anas) is None
    assert best_named("ana_lopez_scales", anas) == anas[1]
    assert best_named("ana", (*anas, Named("3", "Ana"))) == Named("3", "Ana")


LAST_BEN = Remembered("/takes", "", Choice("s-ben", "p-gavotte"))
LAST_ANA = Remembered("/takes", "ana_bourree_#", Choice("s-zoe", "p-bourree", "e-opening"))
ELSEWHERE = Remembered("/old", "ana_bourree_#", Choice("s-ana", None, "e-scales"))


@pytest.mark.parametrize(
    ("path", "memory", "expected"),
    [
        pytest.param("/takes/VID_1.mp4", [LAST_BEN], Choice("s-ben", "p-gavotte"), id="the folder's last choice"),
        pytest.param("/other/VID_1.mp4", [LAST_BEN], Choice(), id="another folder's choice says nothing"),
        pytest.param("/takes/ana_bourree_7.mp4", [LAST_ANA], LAST_ANA.choice, id="the pattern beats the name it holds"),
        pytest.param("/new/ana_bourree_7.mp4", [ELSEWHERE], ELSEWHERE.choice, id="the pattern from another folder"),
        pytest.param(
            "/takes/ana_bourree_7.mp4", [LAST_ANA, ELSEWHERE], LAST_ANA.choice, id="the same folder beats a later one"
        ),
        pytest.param("/takes/ana_2.mp4", [LAST_BEN], Choice("s-ana", "p-gavotte"), id="a name beats the folder"),
        pytest.param("/x/Ben Okafor/VID_1.mp4", [], Choice("s-ben"), id="the folder's own name"),
        pytest.param(
            "/takes/ben_7.mp4",
            [Remembered("/takes", "ben_#", Choice("s-gone", "p-menuet"))],
            Choice("s-ben"),
            id="a student who is gone",
        ),
        pytest.param(
            "/takes/menuet_1.mp4",
            [Remembered("/takes", "", Choice("s-ben", "p-bourree", "e-opening"))],
            Choice("s-ben", "p-menuet"),
            id="no exercise of another piece",
        ),
    ],
)
def test_the_stronger_source_wins(path: str, memory: list[Remembered], expected: Choice) -> None:
    assert propose(PurePosixPath(path), memory, KNOWN) == expected


def test_a_folder_remembers_only_what_its_files_agree_on() -> None:
    made = [
        (PurePosixPath("/t/VID_1.mp4"), Choice("s-ana", "p-menuet")),
        (PurePosixPath("/t/VID_2.mp4"), Choice("s-ben", "p-menuet")),
    ]
    assert remember([], made, 10) == [Remembered("/t", "", Choice(None, "p-menuet"))]


def test_names_are_the_same_whatever_case_accents_and_spaces() -> None:
    assert same_name("  ZOE   fass ", KNOWN.students) == KNOWN.students[2]
    assert same_name("Zoe", KNOWN.students) is None


student_ids = st.sampled_from([None, "s-ana", "s-ben", "s-gone"])
piece_ids = st.sampled_from([None, "p-bourree", "p-menuet", "p-gone"])
exercise_ids = st.sampled_from([None, "e-opening", "e-repeat", "e-scales", "e-gone"])
choices = st.builds(Choice, student_ids, piece_ids, exercise_ids)
stems = st.lists(
    st.sampled_from(["ana", "Ben", "bourrée", "menuet", "opening", "VID", "12", "2026-11-02", "x", "été"]), min_size=1
).map("_".join)
paths = st.builds(lambda folder, stem: PurePosixPath(folder) / f"{stem}.mp4", st.sampled_from(["/a", "/Ana"]), stems)
memories = st.lists(st.tuples(paths, choices), max_size=8).map(lambda made: remember([], made, 10))


@given(paths, memories)
def test_only_what_exists_and_fits_is_proposed(path: PurePosixPath, memory: list[Remembered]) -> None:
    proposed = propose(path, memory, KNOWN)
    assert KNOWN.still(proposed) == proposed


@given(paths, memories)
def test_what_was_chosen_is_proposed_for_the_next_of_its_kind(path: PurePosixPath, memory: list[Remembered]) -> None:
    assume(is_telling(path.stem))
    chosen = Choice("s-zoe", "p-menuet", "e-repeat")
    after = remember(memory, [(path.with_stem(f"{path.stem}_76"), chosen)], 50)
    assert propose(path.with_stem(f"{path.stem}_77"), after, KNOWN) == chosen


@given(stems, st.integers(0, 10**9))
def test_a_pattern_is_the_same_for_every_number(stem: str, number: int) -> None:
    assert pattern(f"{stem}-{number}.mp4") == pattern(f"{stem}-1.mp4")
    assert pattern(pattern(f"{stem}.mp4")) == pattern(f"{stem}.mp4")


@given(st.lists(st.tuples(paths, choices), max_size=30), st.integers(0, 5))
def test_memory_stays_within_its_limit(made: list[tuple[PurePosixPath, Choice]], limit: int) -> None:
    entries = remember([], made, limit)
    assert len(entries) <= limit
    assert len({(entry.folder, entry.pattern) for entry in entries}) == len(entries)
