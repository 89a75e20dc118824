"""The actions on markers: menu Mark."""

from practika_desktop.model.kinds import MarkerKind
from practika_desktop.ui.actions.action import Action, Menu


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
        id="mark.link_sure",
        title="The line is right: link",
        menu=Menu.MARK,
        keys=("Y",),
        icon="check",
        run=lambda desk: desk.linking.confirm_line(),
        enabled=lambda desk: desk.linking.is_in_doubt(),
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
