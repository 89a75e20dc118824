"""Two people's changes to one text: merged where they can be, both kept and marked where not; never a word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practika_desktop.sync.merging import BETWEEN, CLOSE, OPEN, Merged, merge

WORDS = st.lists(st.sampled_from(["slow", "count", "left", "hand", "louder", "bar", "17", "\n\nagain"]), max_size=9)
TEXTS = WORDS.map(" ".join)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "text", "conflicted"),
    [
        ("count", "count", "count aloud", "count aloud", False),
        ("count", "count aloud", "count", "count aloud", False),
        ("count", "count aloud", "count aloud", "count aloud", False),
        ("count in bar 17", "please count in bar 17", "count in bar 17 aloud", "please count in bar 17 aloud", False),
        ("too fast here", "fast here", "too fast here, start again", "fast here, start again", False),
        ("a b c d e", "a X c d e", "a b c Y e", "a X c Y e", False),
        ("a b c", "a c", "a b c d", "a c d", False),
        ("count", "count evenly", "count aloud", "count ⟪evenly ⁝ aloud⟫", True),
        ("left hand", "right hand", "the left hand", "⟪right ⁝ the left⟫ hand", True),
        ("", "Bravo", "Well done", "⟪Bravo ⁝ Well done⟫", True),
        ("", "Well done", "Well played", "Well ⟪done ⁝ played⟫", True),
        ("a b c", "", "a b c d", "a b c d", True),
        ("count", "so count", "count aloud", "so count aloud", False),
        ("count aloud", "⟪so ⁝ count aloud⟫", "count aloud now", "⟪so ⁝ count aloud⟫ now", True),
        (None, "one", "two", "⟪one ⁝ two⟫", True),
        (None, "one", "one", "one", False),
        ("one\n\ntwo", "one\n\ntwo\n\nthree", "zero\n\none\n\ntwo", "zero\n\none\n\ntwo\n\nthree", False),
    ],
)
def test_what_becomes_of_a_text(base: str | None, theirs: str, ours: str, text: str, conflicted: bool) -> None:
    assert merge(base, theirs, ours) == Merged(text, conflicted)


@given(base=TEXTS, changed=TEXTS)
def test_what_only_one_changed_is_taken_as_it_is(base: str, changed: str) -> None:
    assert merge(base, changed, base) == Merged(changed, conflicted=False)
    assert merge(base, base, changed) == Merged(changed, conflicted=False)
    assert merge(base, changed, changed) == Merged(changed, conflicted=False)


@given(base=st.none() | TEXTS, theirs=TEXTS, ours=TEXTS)
def test_no_word_that_either_wrote_is_lost(base: str | None, theirs: str, ours: str) -> None:
    merged = merge(base, theirs, ours)
    before = (base or "").split()
    for text in (theirs, ours):
        for word in set(text.split()):
            assert words(merged.text).count(word) >= min(text.split().count(word) - before.count(word), 1)


@given(base=TEXTS, theirs=TEXTS, ours=TEXTS)
def test_no_word_is_made_up(base: str, theirs: str, ours: str) -> None:
    assert set(words(merge(base, theirs, ours).text)) <= set(theirs.split()) | set(ours.split())


@given(base=TEXTS, theirs=TEXTS, ours=TEXTS)
def test_who_came_first_does_not_matter_where_nothing_contradicts(base: str, theirs: str, ours: str) -> None:
    one, other = merge(base, theirs, ours), merge(base, ours, theirs)
    assert one.conflicted == other.conflicted
    if not one.conflicted:
        assert one == other


def test_a_text_that_would_take_long_is_one_conflict() -> None:
    theirs, ours = " ".join(["a", "b"] * 1_000), " ".join(["a"] * 2_000)
    merged = merge("c " * 2_000, theirs, ours)
    assert merged == Merged("a " + OPEN + theirs[2:] + BETWEEN + ours[2:] + CLOSE, conflicted=True)


def words(text: str) -> list[str]:
    for mark in (OPEN, CLOSE, BETWEEN):
        text = text.replace(mark, " ")
    return text.split()
