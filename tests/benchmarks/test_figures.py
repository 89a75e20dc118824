"""The page of figures: sections are placed once each, spreads are ranked, a missed limit shows."""

import pytest

from tests.benchmarks.figures import Row, Section, Spread, placed, render


def section(name: str = "steps", *, measured: str = "1.0", holds: bool = True) -> Section:
    return Section(name, "Steps", "How long.", ("what", "median"), (Row(("forward", measured), holds),))


def test_a_section_is_added_at_the_end_and_then_replaced_in_its_place() -> None:
    page = placed(placed("# Figures\n", section("steps")), section("seeks"))
    again = placed(page, section("steps", measured="2.0"))
    assert again == page.replace("1.0", "2.0", 1)
    assert again.index("<!-- steps -->") < again.index("<!-- seeks -->")


def test_a_missed_limit_is_written() -> None:
    assert "| forward | 1.0 | **no** |" in render(section(holds=False))
    assert not section(holds=False).holds


def test_a_table_without_lines_holds_nothing() -> None:
    assert not Section("steps", "Steps", "How long.", (), ()).holds


def test_quantiles_are_by_nearest_rank() -> None:
    assert Spread.of(range(100, 0, -1)) == Spread(50, 95, 100, 100)
    assert Spread.of([7.0]) == Spread(7.0, 7.0, 7.0, 7.0)


def test_a_spread_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no samples"):
        Spread.of([])
