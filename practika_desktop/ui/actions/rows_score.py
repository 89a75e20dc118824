"""The actions on the pages of the score: menu Score."""

from practika_desktop.ui.actions.action import Action, Context, Menu
from practika_desktop.ui.score.reading import Mode


def _mode(name: str, title: str, mode: Mode, key: str) -> Action:
    return Action(
        id=f"score.{name}",
        title=title,
        menu=Menu.SCORE,
        keys=(key,),
        icon=f"pages-{name}",
        starts_group=mode is Mode.SINGLE,
        run=lambda desk: desk.paging.set_mode(mode),
        enabled=lambda desk: desk.paging.has_score(),
        checked=lambda desk: desk.paging.mode is mode,
    )


SCORE: tuple[Action, ...] = (
    Action(
        id="score.previous",
        title="Page back",
        menu=Menu.SCORE,
        keys=("[",),
        icon="page-previous",
        repeats=True,
        run=lambda desk: desk.paging.turn(-1),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.next",
        title="Page forward",
        menu=Menu.SCORE,
        keys=("]",),
        icon="page-next",
        repeats=True,
        run=lambda desk: desk.paging.turn(1),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.half_back",
        title="Half a page back",
        menu=Menu.SCORE,
        keys=("{",),
        repeats=True,
        run=lambda desk: desk.paging.turn_half(-1),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.half_forward",
        title="Half a page forward",
        menu=Menu.SCORE,
        keys=("}",),
        repeats=True,
        run=lambda desk: desk.paging.turn_half(1),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    _mode("single", "One page", Mode.SINGLE, "Alt+1"),
    _mode("facing", "Facing pages", Mode.FACING, "Alt+2"),
    _mode("continuous", "Continuous", Mode.CONTINUOUS, "Alt+3"),
    Action(
        id="score.zoom_in",
        title="Larger",
        menu=Menu.SCORE,
        keys=("Ctrl++", "Ctrl+="),
        context=Context.WINDOW,
        icon="zoom-in",
        repeats=True,
        starts_group=True,
        run=lambda desk: desk.paging.zoom_in(),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.zoom_out",
        title="Smaller",
        menu=Menu.SCORE,
        keys=("Ctrl+-",),
        context=Context.WINDOW,
        icon="zoom-out",
        repeats=True,
        run=lambda desk: desk.paging.zoom_out(),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.fit",
        title="Fit the page",
        menu=Menu.SCORE,
        keys=("Ctrl+0",),
        context=Context.WINDOW,
        icon="fit",
        run=lambda desk: desk.paging.fit(),
        enabled=lambda desk: desk.paging.has_score(),
    ),
    Action(
        id="score.fit_width",
        title="Fit the width",
        menu=Menu.SCORE,
        keys=("Ctrl+2",),
        context=Context.WINDOW,
        icon="fit-width",
        run=lambda desk: desk.paging.fit_width(),
        enabled=lambda desk: desk.paging.has_score(),
    ),
)
