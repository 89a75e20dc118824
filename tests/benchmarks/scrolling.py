"""What the library bench runs: the inbox on one library, moved through; writes its times in ms as JSON.

`python -m tests.benchmarks.scrolling FOLDER`
"""

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from practika_desktop.store.library import Library
from practika_desktop.store.takes import TakeState
from practika_desktop.ui.inbox.pane import InboxPane
from practika_desktop.ui.inbox.thumbnails import Thumbnails
from practika_desktop.ui.theme.theme import Appearance, Theme

_JUMPS = 200
_ROUNDS = 12
_SIZE = (340, 900)
_WORDS = ("wrist", "legato", "thumb", "zoe")


class Hands:
    """Moves through an inbox and times each act until what it changed is painted."""

    def __init__(self, pane: InboxPane) -> None:
        self._pane = pane
        self._bar = pane.list.verticalScrollBar()
        self._chance = random.Random(7)

    def scrolling(self) -> list[float]:
        """Scroll from the top to the bottom by screenfuls."""
        places = range(0, self._bar.maximum() + 1, self._bar.pageStep())
        return self._timed(partial(self._bar.setValue, place) for place in places)

    def jumping(self) -> list[float]:
        """Go to places anywhere in the list."""
        return self._timed(partial(self._go, self._chance.random()) for _ in range(_JUMPS))

    def filtering(self) -> list[float]:
        """Choose states, students and pieces in turn."""
        filters = self._pane.filters
        acts: list[Callable[[], object]] = []
        for number in range(_ROUNDS):
            acts += [partial(self._pane.show_state, state) for state in TakeState]
            for chooser in (filters.student, filters.work):
                acts += [partial(chooser.setCurrentIndex, 1 + number), partial(chooser.setCurrentIndex, 0)]
        return self._timed(acts)

    def searching(self) -> list[float]:
        """Type words letter by letter, and clear the field."""
        beginnings = [word[:end] for word in _WORDS for end in range(1, len(word) + 1)]
        texts = [*beginnings, ""] * (_ROUNDS // 3)
        return self._timed(partial(self._pane.filters.search.setText, text) for text in texts)

    def _go(self, share: float) -> None:
        self._bar.setValue(round(share * self._bar.maximum()))

    def _timed(self, acts: Iterable[Callable[[], object]]) -> list[float]:
        times = []
        for act in acts:
            begun = time.perf_counter()
            act()
            QCoreApplication.processEvents()
            self._pane.repaint()
            times.append((time.perf_counter() - begun) * 1000)
        return times


def main() -> None:
    """Do everything once and write the times, and the most memory that it took, in MB."""
    app = QApplication(sys.argv)
    theme = Theme(app, Appearance.LIGHT)
    with Library.open(Path(sys.argv[1])) as library:
        pane = InboxPane(library, theme, Thumbnails())
        pane.resize(*_SIZE)
        pane.show()
        QCoreApplication.processEvents()
        pane.show_state(TakeState.ALL)
        hands = Hands(pane)
        found = {
            "scrolling from top to bottom by screenfuls": hands.scrolling(),
            "jumping anywhere": hands.jumping(),
            "changing a filter": hands.filtering(),
            "typing in the search": hands.searching(),
        }
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(json.dumps({"times": found, "memory": most}))
        pane.close()
    theme.close()


if __name__ == "__main__":
    main()
