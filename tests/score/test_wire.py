"""What crosses the pipe arrives as it was sent, and anything else is refused."""

import json

import pytest

from practika_desktop.score.area import Box, PageArea
from practika_desktop.score.wire import (
    Answer,
    Draw,
    Drawn,
    Open,
    Opened,
    Refused,
    Request,
    answer_from,
    request_from,
    to_bytes,
)


@pytest.mark.parametrize(
    "request_",
    [Open("/a/Für Elise.pdf"), Draw(PageArea(3, 900, 1200), "block"), Draw(PageArea(1, 9, 9, Box(1, 2, 3, 4)), "b")],
)
def test_requests_arrive_as_sent(request_: Request) -> None:
    assert request_from(to_bytes(request_)) == request_


@pytest.mark.parametrize("answer", [Opened(((595.5, 842.0), (10.0, 20.0))), Drawn(), Refused("Why.", "What to do.")])
def test_answers_arrive_as_sent(answer: Answer) -> None:
    assert answer_from(to_bytes(answer)) == answer


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"is": "Open", "path": "x"},
        {"is": "Opened", "page_sizes": [[1, 0]]},
        {"is": "Opened", "page_sizes": [[1, "a"]]},
        {"is": "Opened", "page_sizes": 7},
        {"is": "Refused", "title": 1, "advice": ""},
    ],
)
def test_nothing_else_is_an_answer(said: object) -> None:
    with pytest.raises(ValueError, match="not a"):
        answer_from(json.dumps(said).encode())


def test_nothing_else_is_a_request() -> None:
    with pytest.raises(ValueError, match="not a request"):
        request_from(to_bytes(Drawn()))
