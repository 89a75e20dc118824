"""The recogniser of scanned scores: systems, barlines, measures and printed numbers from a page's picture."""

from practika_desktop.score.measures.scanned.page import find_page

__all__ = ["find_page"]
