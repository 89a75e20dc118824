"""Draws a take's pictures: the hands' keys from above, the measure being played, and the tempo as it goes."""

import colorsys
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from tools.sample.minuet import TITLE
from tools.sample.takes import Sounding, Take, duration, measure_starts, soundings, tempo_at

WIDTH, HEIGHT = 1280, 720
_KEYS = range(41, 85)
_BLACK = {1, 3, 6, 8, 10}
_KEYBOARD_TOP, _KEYBOARD_HEIGHT = 400, 270
_GRAPH = (96, 214, WIDTH - 96, 350)
_PAPER, _INK, _SOFT = (24, 26, 31), (236, 238, 242), (142, 148, 160)

_Colour = tuple[int, int, int]


class Painter:
    """Paints any moment of one take; what stays the same is painted once."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._starts = measure_starts(take)
        self._soundings = soundings(take)
        self._colour = _rgb(take.hue, 0.62, 0.98)
        self._background = self._paint_background()

    def at(self, seconds: float) -> Image.Image:
        """Return the picture of a moment, 1280 x 720 RGB."""
        image = self._background.copy()
        draw = ImageDraw.Draw(image)
        measure = max((m for m, start in self._starts.items() if start <= seconds), default=None)
        if measure is not None and measure <= self._take.last_measure:
            draw.text((WIDTH - 96, 60), f"{measure}", font=_font(96), fill=_INK, anchor="ra")
            draw.text((WIDTH - 96, 164), "measure", font=_font(22), fill=_SOFT, anchor="ra")
        self._paint_keys(draw, [s for s in self._soundings if s.start <= seconds < s.end])
        x = self._x(seconds)
        draw.line([(x, _GRAPH[1] - 6), (x, _GRAPH[3] + 6)], fill=_INK, width=3)
        return image

    def _paint_background(self) -> Image.Image:
        image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        draw = ImageDraw.Draw(image)
        draw.text((96, 62), self._take.player, font=_font(64), fill=self._colour)
        passage = f"{TITLE}, measures {self._take.first_measure} to {self._take.last_measure}"
        draw.text((98, 146), passage, font=_font(26), fill=_SOFT)
        self._paint_tempo(draw)
        return image

    def _paint_tempo(self, draw: ImageDraw.ImageDraw) -> None:
        left, top, right, bottom = _GRAPH
        draw.line([(left, bottom), (right, bottom)], fill=(60, 64, 74), width=2)
        for measure in range(self._take.first_measure, self._take.last_measure + 1):
            tempo = tempo_at(self._take, measure)
            x, until = self._x(self._starts[measure]), self._x(self._starts[measure + 1])
            y = bottom - (tempo - 60) / 80 * (bottom - top)
            draw.rectangle([x + 2, y, until - 2, bottom - 2], fill=tuple(c // 3 for c in self._colour))
            draw.line([(x + 2, y), (until - 2, y)], fill=self._colour, width=4)
            if measure in self._take.tempo:
                draw.text((x + 4, y - 8), f"{tempo:.0f}", font=_font(20), fill=_INK, anchor="ls")

    def _x(self, seconds: float) -> float:
        return _GRAPH[0] + (_GRAPH[2] - _GRAPH[0]) * seconds / duration(self._take)

    def _paint_keys(self, draw: ImageDraw.ImageDraw, down: Sequence[Sounding]) -> None:
        pressed = {sounding.key for sounding in down}
        white = [key for key in _KEYS if key % 12 not in _BLACK]
        width = (WIDTH - 192) / len(white)
        top, bottom = _KEYBOARD_TOP, _KEYBOARD_TOP + _KEYBOARD_HEIGHT
        for place, key in enumerate(white):
            x = 96 + place * width
            fill = self._colour if key in pressed else (228, 230, 234)
            draw.rounded_rectangle([x + 1, top, x + width - 1, bottom], radius=5, fill=fill)
        for place, key in enumerate(white):
            if key + 1 in _KEYS and (key + 1) % 12 in _BLACK:
                x = 96 + (place + 1) * width
                fill = _rgb(self._take.hue, 0.8, 0.8) if key + 1 in pressed else (38, 40, 46)
                draw.rounded_rectangle([x - width * 0.3, top, x + width * 0.3, top + 165], radius=4, fill=fill)


def _rgb(hue: float, saturation: float, value: float) -> _Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own scalable face, so that every machine draws the same."""
    return ImageFont.load_default(size)
