"""What the import sheet says about the whole of it."""

from practika_desktop.edits.importing import ImportReport
from practika_desktop.ui.importing.draft import ImportDraft, RowState


def button_words(ready: int) -> str:
    """Return what the import button says for so many files that are ready."""
    if ready == 0:
        return "Import"
    return "Import 1 take" if ready == 1 else f"Import {ready:,} takes"


def summary(draft: ImportDraft) -> str:
    """Return how the files stand, in one line."""
    rows = draft.rows
    parts = [
        (sum(row.is_ready for row in rows), "ready"),
        (sum(row.state is RowState.IMPORTED for row in rows), "imported"),
        (sum(row.lacks_student for row in rows), "without a student"),
        (sum(row.is_there for row in rows), "already in the library"),
        (sum(row.state is RowState.REFUSED for row in rows), "not possible"),
        (draft.looking, "being looked at"),
    ]
    return " · ".join(f"{amount:,} {words}" for amount, words in parts if amount)


def outcome_words(outcome: ImportReport) -> str:
    """Return what became of an import, in one line."""
    count = len(outcome.added)
    parts = [("1 take is" if count == 1 else f"{count:,} takes are") + " in the inbox." if count else ""]
    if outcome.cancelled:
        parts.append("The rest was stopped.")
    troubled = len(outcome.failed) + len(outcome.already_there)
    if troubled:
        parts.append("See the last column for " + ("the other." if troubled == 1 else "the others."))
    return " ".join(part for part in parts if part)
