"""The score's room: bar, page, and what else is about the page."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practika_desktop.score.renderer import ScoreRenderer, ScoreState
from practika_desktop.score.wire import PageSize
from practika_desktop.ui.score.bar import ScoreBar
from practika_desktop.ui.score.correction import Correction
from practika_desktop.ui.score.empty import NoPage
from practika_desktop.ui.score.link_chip import Link, LinkChip
from practika_desktop.ui.score.measures_layer import MeasuresLayer
from practika_desktop.ui.score.mentions import MentionList
from practika_desktop.ui.score.page_view import PageView
from practika_desktop.ui.score.pictures import PagePictures
from practika_desktop.ui.score.reading import Mode
from practika_desktop.ui.score.zoom import Fit, Zoom
from practika_desktop.ui.theme.roles import Role, set_role
from practika_desktop.ui.theme.theme import Theme

_SAY_OPENING_AFTER_MS = 400
_LEGIBLE = 0.36  # of a page's own size: below it numbers of measures would hide the notes


class ScorePane(QWidget):
    """Shows a piece's score; the renderer's owner calls `poll` whenever the renderer wakes it.

    `page_changed` tells which page is shown, after `show_score` too; `mention_chosen` a take and a marker on it or
    None; `choose_pdf_requested` that the piece is to get a PDF.
    """

    page_changed = Signal(int)
    mention_chosen = Signal(str, object)
    choose_pdf_requested = Signal()

    def __init__(self, renderer: ScoreRenderer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._theme = theme
        self._wanted_page = 1
        self._piece_title = ""
        self._read_at = Zoom()
        self._state = ScoreState.EMPTY
        self._pictures = PagePictures(renderer)
        self.bar = ScoreBar(theme, self)
        self.view = PageView(self._pictures, theme, self)
        self.layer = MeasuresLayer(self.view, theme, self)
        self.correction = Correction(self.view, theme, self)
        self.chip = LinkChip(theme, self)
        self.mentions = MentionList(theme, self)
        self.no_page = NoPage(theme, self)
        self._opening_words = QTimer(self, singleShot=True, interval=_SAY_OPENING_AFTER_MS)
        self._lay_out()
        self._connect()
        self.show_score(None)

    @property
    def page(self) -> int:
        """The page shown, 0 for none."""
        return self.view.page

    @property
    def page_count(self) -> int:
        """How many pages the score has, 0 while none is open."""
        return self._renderer.page_count

    @property
    def page_sizes(self) -> tuple[PageSize, ...]:
        """The pages' sizes in points; empty while no score is open."""
        return self._renderer.page_sizes

    @property
    def mode(self) -> Mode:
        """How the pages are laid out."""
        return self.view.mode

    @property
    def fit(self) -> Fit:
        """What decides the size of the pages."""
        return self.view.zoom.fit

    def show_score(self, path: Path | None, piece_title: str = "", page: int = 1) -> None:
        """Show a piece's score from a page on, or say that there is none; a score that is open stays where it is."""
        self._piece_title = piece_title
        if path is None:
            self._renderer.clear()
            self._state = ScoreState.EMPTY
            self._take_state()
        elif path == self._renderer.path and self._renderer.state is ScoreState.READY:
            self.page_changed.emit(self.page)
        else:
            self._wanted_page = page
            self._pictures.forget()
            self.view.show_score((), 0)
            self._renderer.open(path)
            self._state = ScoreState.OPENING
            self._take_state()

    def poll(self) -> None:
        """Take in what the renderer has got ready."""
        came = self._renderer.poll()
        if self._renderer.state is not self._state:
            self._state = self._renderer.state
            self._take_state()
        self.view.refresh(came)

    def set_page(self, page: int) -> None:
        """Show a page, the nearest there is; remembered while the score is still being opened."""
        self._wanted_page = page
        if self._state is not ScoreState.READY:
            return
        page = min(max(1, page), self.page_count)
        if page != self.page or self.view.is_half:
            self.view.show_page(page)

    def turn(self, step: int) -> None:
        """Turn so many pages, or facing pairs of them, forward, or back when negative."""
        self.view.turn(step)

    def turn_half(self, direction: int) -> None:
        """Turn half a page forward (1) or back (-1)."""
        self.view.turn_half(direction)

    def set_mode(self, mode: Mode) -> None:
        """Show single pages, facing ones, or all below each other."""
        self.view.set_mode(mode)

    def set_link(self, page: int | None, measure: str | None = None) -> None:
        """Show a marker's place: go to its page and name its measure. A page of None takes the sign away."""
        self.chip.show_link(Link(page, measure) if page is not None else None, self.page)
        if page is not None:
            self.set_page(page)

    def show_correction(self, *, on: bool) -> None:
        """Show all measures, to be corrected, with the keyboard there; or go back to reading.

        Pages too small for the numbers on them are enlarged meanwhile.
        """
        self.view.set_layer(self.correction.layer if on else self.layer)
        self.correction.strip.setVisible(on)
        if on:
            self._read_at, factor = self.view.zoom, self.view.factor
            if factor < _LEGIBLE:
                self.view.set_zoom(Zoom(Fit.WIDTH))
                self.view.set_zoom(Zoom(Fit.FREE, max(self.view.factor, factor)))
            self.view.setFocus()
        else:
            self.view.set_zoom(self._read_at)
            self.view.rest()

    def zoom_in(self) -> None:
        """Show the page a step larger."""
        self.view.zoom_step(1)

    def zoom_out(self) -> None:
        """Show the page a step smaller."""
        self.view.zoom_step(-1)

    def set_fit(self, fit: Fit) -> None:
        """Show pages whole, or as wide as the room."""
        self.view.set_zoom(Zoom(fit))

    def _take_state(self) -> None:
        """Show what the score's state asks for."""
        self._opening_words.stop()
        if self._state is ScoreState.READY:
            self.view.show_score(self._renderer.page_sizes, min(max(1, self._wanted_page), self.page_count))
        elif self._state is ScoreState.OPENING:
            self._opening_words.start()
        else:
            self.view.show_score((), 0)
            self._say_why_none()
        is_shown = self._state in {ScoreState.READY, ScoreState.OPENING}
        self._stack.setCurrentWidget(self._with_page if is_shown else self.no_page)
        self.bar.setVisible(is_shown)
        self._show_place()
        self._show_view()

    def _page_shown(self, page: int) -> None:
        self._show_place()
        self.page_changed.emit(page)

    def _say_why_none(self) -> None:
        error = self._renderer.error
        if error is not None:
            self.no_page.say("warning", error.title, error.advice, can_choose=True)
        elif self._piece_title:
            words = f"Choose the PDF of “{self._piece_title}” and its pages stand here while you listen."
            self.no_page.say("score", "No score for this piece", words, can_choose=True)
        else:
            words = "Once a take belongs to a piece with a PDF, its pages stand here."
            self.no_page.say("score", "No score", words, can_choose=False)

    def _show_place(self) -> None:
        self.bar.show_page(self.page, self.page_count)
        self.chip.show_link(self.chip.link, self.page)

    def _show_view(self) -> None:
        self.bar.show_turns(back=self.view.can_turn(-1), forward=self.view.can_turn(1))
        self.bar.show_mode(self.view.mode)
        self.bar.show_zoom(self.view.zoom, self.view.factor, is_open=self.page > 0)

    def _lay_out(self) -> None:
        set_role(self, Role.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Score")
        self.mentions.add_beside_heading(self.chip)
        self._stack = QStackedWidget(self)
        self._with_page = QWidget(self._stack)
        inner = QVBoxLayout(self._with_page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.correction.strip)
        inner.addWidget(self.mentions)
        self._stack.addWidget(self._with_page)
        self._stack.addWidget(self.no_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.view.page_changed.connect(self._page_shown)
        self.view.set_layer(self.layer)
        self._opening_words.timeout.connect(lambda: self.view.say("Opening the score…"))
        self.view.view_changed.connect(self._show_view)
        self.bar.turn_wanted.connect(self.turn)
        self.bar.page_wanted.connect(self.set_page)
        self.bar.step_wanted.connect(self.view.zoom_step)
        self.bar.fit_wanted.connect(self.set_fit)
        self.chip.clicked.connect(self._go_to_link)
        self.mentions.chosen.connect(self.mention_chosen)
        self.no_page.choose_wanted.connect(self.choose_pdf_requested)

    def _go_to_link(self) -> None:
        if self.chip.link is not None:
            self.set_page(self.chip.link.page)
