"""What stands in the picture's place when there is no picture. Pure."""

from dataclasses import dataclass

from practika_desktop.player.state import Phase, PlayerState


@dataclass(frozen=True, slots=True)
class Notice:
    """A title and what to do, one sentence each; a `patient` one is shown only when it lasts."""

    title: str
    advice: str = ""
    patient: bool = False


def notice_of(state: PlayerState) -> Notice | None:
    """Return what to say in the picture's place; None where the picture speaks."""
    if state.phase is Phase.EMPTY:
        return Notice("Choose a take", "Pick one in the inbox and it opens here, ready to play.")
    if state.phase is Phase.OPENING:
        return Notice("Opening …", patient=True)
    if state.phase is Phase.FAILED:
        if state.error is None:
            return Notice("This take cannot be shown.")
        return Notice(state.error.title, state.error.advice)
    if state.index is None or not state.index.has_picture:
        return Notice("Sound only", "It plays and can be marked like any other take.")
    return None
