"""What a file's name says by itself: its words, and the pattern that it shares with its brothers."""

import re
import unicodedata
from pathlib import PurePath

_NUMBERS = re.compile(r"\d+(?:[-_.,:;()~ tT]*\d+)*")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W\d_]+")


def fold(text: str) -> str:
    """Return text without accents and case, so that "Bourrée" and "BOURREE" are the same."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part))).casefold()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of text in order; numbers, signs and CamelCase part words."""
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", unicodedata.normalize("NFC", text)))))


def pattern(file_name: str) -> str:
    """Return the file's name without its ending, each run of numbers replaced by `#`.

    `ana_bourree_2026-11-02.mp4` and `ana_bourree_2026-11-09.mov` share `ana_bourree_#`.
    """
    return _NUMBERS.sub("#", fold(PurePath(file_name).stem)).strip()


CAMERA_WORDS = frozenset(
    words(
        "a am at audio camera clip copy dsc dscf dscn fullsizerender gopr gp gx img image imported kopie le mov movie "
        "mvi of pm pxl recording rpreplay screen scan signal take telegram the trim vid video videos whatsapp wa"
    )
)
"""Words that cameras, telephones and messengers write: they say nothing about who plays what."""

FILLERS = frozenset(
    words("and das der des die du et for from in la le les los major minor no nr of op the und von with")
)
"""Words of titles that say too little to recognise one by."""


def is_telling(of_pattern: str) -> bool:
    """Tell whether a pattern holds a word that no camera writes, so that it can stand for a student or a piece."""
    return any(len(word) > 1 and word not in CAMERA_WORDS for word in words(of_pattern))
