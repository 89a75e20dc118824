"""What the desk is made of: handed to each of its subjects, so that nothing is looked up anywhere else."""

from dataclasses import dataclass

from practika_desktop.edits.history import History
from practika_desktop.jobs import Lanes
from practika_desktop.media.derived import Derived
from practika_desktop.player.player import Player
from practika_desktop.score.measures.maps import MeasureMaps
from practika_desktop.store.library import Library
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.markers.pane import MarkerListPane
from practika_desktop.ui.player.pane import PlayerPane
from practika_desktop.ui.score.pane import ScorePane
from practika_desktop.ui.settings.store import Settings
from practika_desktop.ui.shell.rooms import Rooms
from practika_desktop.ui.thread.pane import ThreadPane


@dataclass(frozen=True, slots=True)
class Panes:
    """The rooms' contents."""

    inbox: InboxPane
    player: PlayerPane
    score: ScorePane
    thread: ThreadPane
    markers: MarkerListPane


@dataclass(frozen=True, slots=True)
class Parts:
    """The open library with its history, the caches, the lanes, the player, and the panes that show them."""

    library: Library
    history: History
    derived: Derived
    measure_maps: MeasureMaps
    lanes: Lanes
    player: Player
    panes: Panes
    rooms: Rooms
    settings: Settings
