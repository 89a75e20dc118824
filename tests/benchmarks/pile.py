"""What a pile costs in keys: python -m tests.benchmarks.pile [--keep]."""

from tests.benchmarks.desks import BenchDesk, bench_desk
from tests.benchmarks.figures import Row, Section, run
from tests.support.pile import MOST_POINTER_MOVES, MOST_PRESSES, Effort, Heard, Review, heard_in, wrong_in

_TAKES = 10
_SECONDS = 5


def measure() -> Section:
    """Review ten takes by keys alone, and look into the library for what was meant."""
    with bench_desk(takes=_TAKES, seconds=_SECONDS) as bench:
        heard = dict(zip(bench.studio.takes, heard_in(_TAKES, [1] * _TAKES), strict=True))
        first_numbers = bench.studio.first_numbers
        efforts = Review(bench.open, lambda take_id, frame: first_numbers[take_id] + frame).all(heard)
        right = [not _wrong(bench, take_id, what) for take_id, what in heard.items()]
    return Section(
        name="pile",
        title="The pile",
        words=(
            "Ten waiting takes reviewed in the real desk by key events. Each is played, stopped a fifth of a second "
            "late after each of four moments (in every other take the first time by Space, else by the first step), "
            "and stepped back to the moment's exact frame, which is read in the painted picture. It gets a marker, one "
            "over a range, one tied to a measure, a reply and “done”. Counted is every key beyond the texts typed, to "
            "which the digits of the measure's number belong: keys that play, pause, step, open an editor and close "
            "it. A key with others (Ctrl+Enter) is one, a held one is one. “As meant” are takes with exactly these "
            "markers, ranges, links and replies in the library. `tests/scenarios/test_pile.py` holds the same script "
            "to the same limits."
        ),
        header=("take", "key presses", "of them held", "limit", "pointer moves", "limit", "as meant"),
        rows=tuple(_row(n, *one) for n, one in enumerate(zip(efforts, right, strict=True), start=1)),
    )


def _wrong(bench: BenchDesk, take_id: str, what: Heard) -> list[str]:
    times_ms = [-(-n * 1000 // 30) for n in range(30 * _SECONDS)]
    return wrong_in(bench.studio.library, take_id, what, times_ms)


def _row(number: int, effort: Effort, right: bool) -> Row:
    cells = (
        str(number),
        str(effort.presses),
        str(effort.holds),
        str(MOST_PRESSES),
        str(effort.pointer_moves),
        str(MOST_POINTER_MOVES),
        "yes" if right else "no",
    )
    return Row(cells, effort.is_small and right)


if __name__ == "__main__":
    run(measure)
