"""Damaged PDFs are drawn as far as they can be or refused in words; the drawing process lives through all of them."""

import random
from pathlib import Path
from threading import Event

import pytest

from practika_desktop.score.area import PageArea
from practika_desktop.score.renderer import ScoreRenderer, ScoreState
from tests.support.scores import make_score

pytestmark = pytest.mark.desktop

WORDS = (b"9999", b"0 0 ", b"-1  ", b"obj ", b"<<>>", b"null")


def damaged(whole: bytes, seed: int) -> bytes:
    """Return a PDF with bits flipped, its end or a piece of its middle missing, or with words put where none belong."""
    chance = random.Random(seed)
    spoiled = bytearray(whole)
    at = chance.randrange(len(whole) - 8)
    match seed % 4:
        case 0:
            for _ in range(chance.choice((1, 10, 100))):
                spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        case 1:
            del spoiled[at:]
        case 2:
            del spoiled[at : at + chance.randrange(400)]
        case _:
            for _ in range(10):
                at = chance.randrange(len(spoiled) - 8)
                spoiled[at : at + 4] = chance.choice(WORDS)
    return bytes(spoiled)


def test_sixty_damaged_scores_are_answered_by_one_process(tmp_path: Path) -> None:
    whole = make_score(tmp_path / "whole.pdf").read_bytes()
    woken = Event()
    renderer = ScoreRenderer(woken.set)
    area = PageArea(1, 60, 80)
    answers: set[str] = set()
    workers: set[int | None] = set()
    for seed in range(60):
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(damaged(whole, seed))
        renderer.open(path)
        renderer.request([area])
        while not (renderer.error or renderer.page_error(1) or renderer.picture(area)):
            assert woken.wait(15), f"no answer to seed {seed}"
            woken.clear()
            renderer.poll()
        error = renderer.error or renderer.page_error(1)
        answers.add(error.title if error else "drawn")
        assert error is None or error.advice
        assert (renderer.state is ScoreState.FAILED) == (renderer.error is not None)
        workers.add(renderer.worker_pid)
    renderer.close()
    assert {"drawn", "This PDF is damaged and cannot be shown."} <= answers
    assert len(workers) == 1
