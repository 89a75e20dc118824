"""Who may push to whom is decided by version alone."""

import pytest

from practika_desktop.sync.protocol import Refusal, refusal_by_version


@pytest.mark.parametrize(
    ("desk", "endpoint", "oldest", "refusal"),
    [
        (3, 3, 1, None),
        (3, 3, 3, None),
        (2, 3, 2, None),
        (2, 3, 3, Refusal.DESK_TOO_OLD),
        (4, 3, 1, Refusal.ENDPOINT_TOO_OLD),
    ],
)
def test_a_desk_pushes_to_an_endpoint_that_understands_it(
    desk: int, endpoint: int, oldest: int, refusal: Refusal | None
) -> None:
    assert refusal_by_version(desk, endpoint, oldest) is refusal
