"""The pages of the score: turned, enlarged, laid out; how one likes them is remembered."""

from practika_desktop.ui.desk.parts import Parts
from practika_desktop.ui.desk.taking import Taking
from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit
from practika_desktop.ui.settings.table import SCORE_FIT, SCORE_MODE


class Paging:
    """Works the pages of the score beside the take."""

    def __init__(self, parts: Parts, taking: Taking) -> None:
        self._score = parts.panes.score
        self._settings = parts.settings
        self._taking = taking
        self._score.set_mode(Mode(self._settings.text(SCORE_MODE)))
        self._score.set_fit(Fit(self._settings.text(SCORE_FIT)))

    @property
    def mode(self) -> Mode:
        """How the pages are laid out."""
        return self._score.mode

    def has_score(self) -> bool:
        """Tell whether the take's piece has a score."""
        return self._taking.detail is not None and self._taking.detail.score_media is not None

    def turn(self, pages: int) -> None:
        """Turn the score's pages, back when negative."""
        self._score.turn(pages)

    def turn_half(self, direction: int) -> None:
        """Turn half a page forward (1) or back (-1)."""
        self._score.turn_half(direction)

    def set_mode(self, mode: Mode) -> None:
        """Lay the pages out in another way."""
        self._score.set_mode(mode)

    def zoom_in(self) -> None:
        """Show the score larger."""
        self._score.zoom_in()

    def zoom_out(self) -> None:
        """Show the score smaller."""
        self._score.zoom_out()

    def fit(self) -> None:
        """Show a page of the score whole."""
        self._score.set_fit(Fit.PAGE)

    def fit_width(self) -> None:
        """Show a page of the score as wide as its room."""
        self._score.set_fit(Fit.WIDTH)

    def keep(self) -> None:
        """Remember how the pages are laid out and fitted; an enlargement is for the place at hand alone."""
        self._settings.set(SCORE_MODE, self._score.mode.value)
        if self._score.fit is not Fit.FREE:
            self._settings.set(SCORE_FIT, self._score.fit.value)
