"""How large a picture is shown."""

from fractions import Fraction

Box = tuple[int, int]
"""A width and a height in pixels."""


def fit(width: int, height: int, box: Box | None) -> Box:
    """Return the largest size with the picture's shape that fits the box; its own size without one."""
    if box is None:
        return width, height
    scale = min(Fraction(box[0], width), Fraction(box[1], height))
    return max(int(width * scale), 2), max(int(height * scale), 2)
