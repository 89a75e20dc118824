"""The actions on takes and replies: menu Review.

Enter is written `Return` and, for the number pad, `Enter`, as Qt does.
"""

from practika_desktop.ui.actions.action import Action, Context, Menu

REVIEW: tuple[Action, ...] = (
    Action(
        id="review.next_waiting",
        title="Next waiting take",
        menu=Menu.REVIEW,
        keys=("N",),
        icon="next-take",
        run=lambda desk: desk.walking.next_waiting(),
    ),
    Action(
        id="review.previous",
        title="Previous take",
        menu=Menu.REVIEW,
        keys=("PgUp",),
        icon="chevron-up",
        repeats=True,
        run=lambda desk: desk.walking.neighbour(-1),
    ),
    Action(
        id="review.next",
        title="Next take",
        menu=Menu.REVIEW,
        keys=("PgDown",),
        icon="chevron-down",
        repeats=True,
        run=lambda desk: desk.walking.neighbour(1),
    ),
    Action(
        id="review.compose",
        title="Write a reply",
        menu=Menu.REVIEW,
        keys=("Return", "Enter"),
        icon="reply",
        starts_group=True,
        run=lambda desk: desk.reviewing.compose(),
        enabled=lambda desk: desk.taking.has_take(),
    ),
    Action(
        id="review.answer_marker",
        title="Answer the marker",
        menu=Menu.REVIEW,
        keys=("Shift+Return", "Shift+Enter"),
        icon="reply",
        run=lambda desk: desk.reviewing.answer(desk.marking.chosen),
        enabled=lambda desk: desk.marking.chosen is not None,
    ),
    Action(
        id="review.send",
        title="Send, mark reviewed, next",
        menu=Menu.REVIEW,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        context=Context.WINDOW,
        icon="send",
        run=lambda desk: desk.reviewing.send_and_go_on(),
        enabled=lambda desk: desk.taking.has_take(),
    ),
    Action(
        id="review.reviewed",
        title="Mark reviewed",
        menu=Menu.REVIEW,
        keys=("Ctrl+D",),
        context=Context.WINDOW,
        icon="check-circle",
        run=lambda desk: desk.reviewing.toggle_reviewed(),
        enabled=lambda desk: desk.taking.has_take(),
        title_now=lambda desk: desk.reviewing.reviewed_words(),
    ),
    Action(
        id="review.edit_take",
        title="Edit the take…",
        menu=Menu.REVIEW,
        keys=("Ctrl+E",),
        icon="edit",
        starts_group=True,
        run=lambda desk: desk.amending.edit(),
        enabled=lambda desk: desk.taking.has_take(),
    ),
    Action(
        id="review.delete_take",
        title="Delete the take…",
        menu=Menu.REVIEW,
        icon="delete",
        run=lambda desk: desk.amending.ask_to_delete(),
        enabled=lambda desk: desk.taking.has_take(),
    ),
)
