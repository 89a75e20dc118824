"""The actions on the measures of the score: menu Measures. All but the first work while measures are corrected."""

from typing import TYPE_CHECKING

from practika_desktop.ui.actions.action import Action, Context, Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from practika_desktop.ui.desk.desk import Desk


def _act(
    name: str,
    title: str,
    key: str,
    run: "Callable[[Desk], None]",
    *,
    repeats: bool = False,
    starts_group: bool = False,
) -> Action:
    return Action(
        id=f"correct.{name}",
        title=title,
        menu=Menu.MEASURES,
        keys=(key,),
        context=Context.CORRECT,
        run=run,
        enabled=lambda desk: desk.corrections.can(),
        repeats=repeats,
        starts_group=starts_group,
    )


MEASURES: tuple[Action, ...] = (
    Action(
        id="score.correct",
        title="Correct the measures",
        menu=Menu.MEASURES,
        keys=("Shift+G",),
        icon="measure",
        run=lambda desk: desk.correcting.toggle(),
        enabled=lambda desk: desk.correcting.can_start(),
        title_now=lambda desk: "Done correcting" if desk.correcting.is_on else "Correct the measures",
    ),
    _act("next_unsure", "Next line in doubt", "N", lambda desk: desk.correcting.to_next_unsure(), starts_group=True),
    _act("enter", "The line is right, or the typed number", "Return", lambda desk: desk.corrections.enter()),
    _act("split", "Split the measure", "S", lambda desk: desk.corrections.split(), starts_group=True),
    _act("merge", "Merge the measures", "M", lambda desk: desk.corrections.merge()),
    _act("delete", "Delete the measures", "Del", lambda desk: desk.corrections.delete()),
    _act("delete_line", "Delete the line", "Shift+Del", lambda desk: desk.corrections.delete_line()),
    _act("add_line", "Add a line below", "L", lambda desk: desk.corrections.add_line()),
    _act(
        "barline_back",
        "Barline before it to the left",
        "Ctrl+Left",
        lambda desk: desk.corrections.nudge(-1),
        repeats=True,
        starts_group=True,
    ),
    _act(
        "barline_on",
        "Barline before it to the right",
        "Ctrl+Right",
        lambda desk: desk.corrections.nudge(1),
        repeats=True,
    ),
    _act(
        "end_back",
        "Barline after it to the left",
        "Ctrl+Shift+Left",
        lambda desk: desk.corrections.nudge(-1, after=True),
        repeats=True,
    ),
    _act(
        "end_on",
        "Barline after it to the right",
        "Ctrl+Shift+Right",
        lambda desk: desk.corrections.nudge(1, after=True),
        repeats=True,
    ),
    _act("renumber", "Count its number on", "U", lambda desk: desk.corrections.renumber(), starts_group=True),
    _act("pick_up", "A pick-up, or none", "P", lambda desk: desk.corrections.pick_up()),
    _act("part", "A part of the one before, or not", "A", lambda desk: desk.corrections.part()),
    _act("rest", "A rest of the typed length", "R", lambda desk: desk.corrections.rest()),
    _act("beats", "The typed number of beats from here", "B", lambda desk: desk.corrections.beats()),
    _act("opens", "A repeat begins here, or not", "O", lambda desk: desk.corrections.opens(), starts_group=True),
    _act("closes", "A repeat ends here, or not", "C", lambda desk: desk.corrections.closes()),
    _act("ending", "The typed endings, or none", "E", lambda desk: desk.corrections.ending()),
    _act("signs", "Signs and jumps…", "J", lambda desk: desk.corrections.signs()),
    _act("back", "Measure before", "Left", lambda desk: desk.correcting.step(-1), repeats=True, starts_group=True),
    _act("on", "Measure after", "Right", lambda desk: desk.correcting.step(1), repeats=True),
    _act("more_back", "Choose the one before, too", "Shift+Left", lambda desk: desk.correcting.step(-1, extends=True)),
    _act("more_on", "Choose the one after, too", "Shift+Right", lambda desk: desk.correcting.step(1, extends=True)),
    _act("up", "Line above", "Up", lambda desk: desk.correcting.to_line(-1), repeats=True),
    _act("down", "Line below", "Down", lambda desk: desk.correcting.to_line(1), repeats=True),
    _act("first", "First measure of the line", "Home", lambda desk: desk.correcting.to_end(-1)),
    _act("last", "Last measure of the line", "End", lambda desk: desk.correcting.to_end(1)),
    _act("rub_out", "Take a digit back", "Backspace", lambda desk: desk.correcting.rub_out(), repeats=True),
    _act("leave", "Give up, or leave", "Esc", lambda desk: desk.correcting.escape()),
)
