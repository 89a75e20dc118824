"""The actions on the studio and the window: menus Studio, Edit, View and Help."""

from practika_desktop.ui.actions.action import Action, Context, Menu

STUDIO: tuple[Action, ...] = (
    Action(
        id="studio.import",
        title="Import videos…",
        menu=Menu.STUDIO,
        keys=("Ctrl+I",),
        context=Context.WINDOW,
        icon="import",
        run=lambda desk: desk.dialogs.import_takes(),
    ),
    Action(
        id="studio.records",
        title="Students and pieces…",
        menu=Menu.STUDIO,
        keys=("Ctrl+P",),
        context=Context.WINDOW,
        icon="students",
        run=lambda desk: desk.dialogs.records(),
    ),
    Action(
        id="studio.sample",
        title="Open the sample studio",
        menu=Menu.STUDIO,
        icon="sample",
        starts_group=True,
        run=lambda desk: desk.studios.open_sample(),
        enabled=lambda desk: desk.studios.can_open_sample(),
    ),
    Action(
        id="studio.own",
        title="Back to your own studio",
        menu=Menu.STUDIO,
        icon="inbox",
        run=lambda desk: desk.studios.go_home(),
        enabled=lambda desk: desk.studios.can_go_home(),
    ),
    Action(
        id="studio.settings",
        title="Settings…",
        menu=Menu.STUDIO,
        keys=("Ctrl+,",),
        context=Context.WINDOW,
        icon="settings",
        starts_group=True,
        run=lambda desk: desk.dialogs.settings(),
    ),
    Action(
        id="studio.quit",
        title="Quit",
        menu=Menu.STUDIO,
        keys=("Ctrl+Q",),
        context=Context.WINDOW,
        starts_group=True,
        run=lambda desk: desk.dialogs.quit(),
    ),
)

EDIT: tuple[Action, ...] = (
    Action(
        id="edit.undo",
        title="Undo",
        menu=Menu.EDIT,
        keys=("Ctrl+Z",),
        context=Context.WINDOW,
        icon="undo",
        run=lambda desk: desk.editing.undo(),
        enabled=lambda desk: desk.editing.can_undo(),
        title_now=lambda desk: desk.editing.undo_words(),
    ),
    Action(
        id="edit.redo",
        title="Redo",
        menu=Menu.EDIT,
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        context=Context.WINDOW,
        icon="redo",
        run=lambda desk: desk.editing.redo(),
        enabled=lambda desk: desk.editing.can_redo(),
        title_now=lambda desk: desk.editing.redo_words(),
    ),
    Action(
        id="edit.find",
        title="Find takes",
        menu=Menu.EDIT,
        keys=("Ctrl+F",),
        context=Context.WINDOW,
        icon="search",
        starts_group=True,
        run=lambda desk: desk.rooms.find(),
    ),
)

VIEW: tuple[Action, ...] = (
    Action(
        id="view.player",
        title="Back to the player",
        menu=Menu.VIEW,
        keys=("Esc",),
        context=Context.BESIDE,
        icon="video",
        run=lambda desk: desk.rooms.player(),
    ),
    Action(
        id="view.next_room",
        title="Next room",
        menu=Menu.VIEW,
        keys=("F6",),
        context=Context.WINDOW,
        run=lambda desk: desk.rooms.next_room(1),
    ),
    Action(
        id="view.previous_room",
        title="Previous room",
        menu=Menu.VIEW,
        keys=("Shift+F6",),
        context=Context.WINDOW,
        run=lambda desk: desk.rooms.next_room(-1),
    ),
)

HELP: tuple[Action, ...] = (
    Action(
        id="help.keys",
        title="Keys",
        menu=Menu.HELP,
        keys=("?", "F1"),
        icon="keyboard",
        run=lambda desk: desk.dialogs.keys(),
    ),
    Action(
        id="help.change_keys",
        title="Change keys…",
        menu=Menu.HELP,
        icon="edit",
        run=lambda desk: desk.dialogs.change_keys(),
    ),
    Action(
        id="help.about",
        title="About Practika",
        menu=Menu.HELP,
        icon="info",
        starts_group=True,
        run=lambda desk: desk.dialogs.about(),
    ),
)
