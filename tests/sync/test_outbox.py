"""What is still to send leaves in order, and not before its time."""

from practika_desktop.edits.markers import add_marker
from practika_desktop.edits.messages import send_and_review
from practika_desktop.model.kinds import MarkerKind
from practika_desktop.model.moments import now_ms
from practika_desktop.sync import outbox
from practika_desktop.sync.protocol import PUSH_MOST
from tests.support.library import LibraryBuilder

LATER = 60_000


def test_all_that_was_done_is_to_send_page_by_page(built: LibraryBuilder) -> None:
    built.fill(takes=4)
    count = outbox.count(built.library)
    pages = [outbox.page(built.library, now_ms(), after_n=start, limit=7) for start in range(0, count, 7)]
    assert [one.n for page in pages for one in page] == list(range(1, count + 1))
    assert outbox.page(built.library, now_ms(), after_n=count) == []
    assert len({one.mid for page in pages for one in page}) == count


def test_one_push_is_bounded(built: LibraryBuilder) -> None:
    built.fill(takes=20, markers=6)
    assert outbox.count(built.library) > PUSH_MOST
    assert len(outbox.page(built.library, now_ms())) == PUSH_MOST


def test_what_is_held_keeps_back_what_follows_until_its_time(built: LibraryBuilder) -> None:
    take_id = built.take()
    before = outbox.count(built.library)
    send_and_review(built.library, submission_id=take_id, text="Well done")
    add_marker(built.library, submission_id=take_id, start_ms=1, kind=MarkerKind.PRAISE)
    assert (
        outbox.count(built.library) == before + 5
    )  # the draft that undo brings back, the message, no draft, reviewed, the marker
    assert outbox.page(built.library, now_ms(), after_n=before) == []
    assert len(outbox.page(built.library, now_ms() + LATER, after_n=before)) == 5
