"""The actions on markers and the score: menus Mark and Score."""

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.actions.action import Action, Context, Menu


def _marker(name: str, kind: MarkerKind, key: str) -> Action:
    return Action(
        id=f"mark.{name}",
        title=f"{name.capitalize()} here",
        menu=Menu.MARK,
        keys=(key,),
        icon=name,
        run=lambda desk: desk.marking.add(kind),
        enabled=lambda desk: desk.playing.ready(),
    )


def _snippet(position: int) -> Action:
    return Action(
        id=f"mark.snippet_{position}",
        title=f"Snippet {position} here",
        menu=Menu.MARK,
        keys=(str(position),),
        starts_group=position == 1,
        run=lambda desk: desk.marking.add_snippet(position),
        enabled=lambda desk: desk.playing.ready() and desk.marking.snippet(position) is not None,
        title_now=lambda desk: desk.marking.snippet_words(position),
    )


MARK: tuple[Action, ...] = (
    _marker("feedback", MarkerKind.FEEDBACK, "M"),
    _marker("question", MarkerKind.QUESTION, "Shift+M"),
    _marker("praise", MarkerKind.PRAISE, "Alt+M"),
    Action(
        id="mark.previous",
        title="Previous marker",
        menu=Menu.MARK,
        keys=("Ctrl+Left",),
        icon="previous",
        repeats=True,
        starts_group=True,
        run=lambda desk: desk.marking.go(-1),
        enabled=lambda desk: desk.marking.any(),
    ),
    Action(
        id="mark.next",
        title="Next marker",
        menu=Menu.MARK,
        keys=("Ctrl+Right",),
        icon="next",
        repeats=True,
        run=lambda desk: desk.marking.go(1),
        enabled=lambda desk: desk.marking.any(),
    ),
    Action(
        id="mark.edit",
        title="Edit the marker",
        menu=Menu.MARK,
        keys=("E",),
        icon="edit",
        run=lambda desk: desk.marking.edit_chosen(),
        enabled=lambda desk: desk.marking.may_change_chosen(),
    ),
    Action(
        id="mark.link",
        title="Link the marker to a measure",
        menu=Menu.MARK,
        keys=("#",),
        icon="link",
        run=lambda desk: desk.linking.ask_measure(),
        enabled=lambda desk: desk.marking.may_change_chosen(),
    ),
    Action(
        id="mark.unlink",
        title="Take the link away",
        menu=Menu.MARK,
        keys=("Alt+#",),
        icon="unlink",
        run=lambda desk: desk.linking.unlink_chosen(),
        enabled=lambda desk: desk.linking.chosen_is_linked(),
    ),
    Action(
        id="mark.delete",
        title="Delete the marker",
        menu=Menu.MARK,
        keys=("Del",),
        icon="delete",
        run=lambda desk: desk.marking.delete_chosen(),
        enabled=lambda desk: desk.marking.may_change_chosen(),
    ),
    *(_snippet(position) for position in range(1, 10)),
)

SCORE: tuple[Action, ...] = (
    Action(
        id="score.previous",
        title="Page back",
        menu=Menu.SCORE,
        keys=("[",),
        icon="page-previous",
        repeats=True,
        run=lambda desk: desk.linking.turn(-1),
        enabled=lambda desk: desk.linking.has_score(),
    ),
    Action(
        id="score.next",
        title="Page forward",
        menu=Menu.SCORE,
        keys=("]",),
        icon="page-next",
        repeats=True,
        run=lambda desk: desk.linking.turn(1),
        enabled=lambda desk: desk.linking.has_score(),
    ),
    Action(
        id="score.zoom_in",
        title="Larger",
        menu=Menu.SCORE,
        keys=("Ctrl++", "Ctrl+="),
        context=Context.WINDOW,
        icon="zoom-in",
        repeats=True,
        starts_group=True,
        run=lambda desk: desk.linking.zoom_in(),
        enabled=lambda desk: desk.linking.has_score(),
    ),
    Action(
        id="score.zoom_out",
        title="Smaller",
        menu=Menu.SCORE,
        keys=("Ctrl+-",),
        context=Context.WINDOW,
        icon="zoom-out",
        repeats=True,
        run=lambda desk: desk.linking.zoom_out(),
        enabled=lambda desk: desk.linking.has_score(),
    ),
    Action(
        id="score.fit",
        title="Fit the page",
        menu=Menu.SCORE,
        keys=("Ctrl+0",),
        context=Context.WINDOW,
        icon="fit",
        run=lambda desk: desk.linking.fit(),
        enabled=lambda desk: desk.linking.has_score(),
    ),
    Action(
        id="score.fit_width",
        title="Fit the width",
        menu=Menu.SCORE,
        keys=("Ctrl+2",),
        context=Context.WINDOW,
        icon="fit-width",
        run=lambda desk: desk.linking.fit_width(),
        enabled=lambda desk: desk.linking.has_score(),
    ),
)
