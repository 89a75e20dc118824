"""Makes a library of any size, to measure with: `python -m tools.big_library FOLDER --takes 100000`.

Its takes have no files, and its rows are written past the verbs, as if an endpoint had confirmed them long ago: what
is measured is how the desk bears their number.
"""

import argparse
import json
import random
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from practika_desktop.edits.people import add_student
from practika_desktop.model.ids import id_of_one, new_id
from practika_desktop.model.kinds import Entity, MarkerKind, MediaKind, MediaState
from practika_desktop.model.measures.measures import Measures
from practika_desktop.model.measures.pages import Box, Measure, PageMap, System
from practika_desktop.model.measures.taps import Tap, Taps
from practika_desktop.model.measures.written import measures_to_json, taps_to_json
from practika_desktop.model.mutations import to_plain
from practika_desktop.store import connecting, layout, search
from practika_desktop.store.library import Library


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BATCH = 5_000
_START = 1_500_000_000_000
_TAPPED_ONE_IN = 10
_GIVEN = _words(
    "Ada Ben Clara David Emma Felix Greta Hugo Ida Jonas Klara Leo Mia Noah Olga Paul Quirin Rosa Sam Tilda"
)
_FAMILY = _words("Berg Conti Duval Eklund Fischer Garcia Hansen Ivanova Jensen Kowalski Lopez Moreau Novak Okafor")
_FORMS = _words("Sonata Minuet Etude Prelude Nocturne Waltz Gavotte Sarabande Rondo Fugue")
_COMPOSERS = _words("Bach Haydn Mozart Czerny Schumann Chopin Burgmueller Clementi Farrenc Bartok")
_HINTS = _words(
    "count aloud rush drag wrist thumb louder softer legato staccato breathe slur fingering bow pedal left "
    "right hand measure tempo steady even listen bass melody crescendo accent rest upbeat phrase relax "
    "shoulder intonation"
)


def _score() -> Measures:
    """Return the map of a score of eight pages, each of four lines of four measures."""
    return Measures(
        tuple(
            PageMap(600, 800, tuple(_line(f"5c-{page}.{line}", 160.0 * line) for line in range(1, 5)))
            for page in range(1, 9)
        )
    )


def _line(name: str, top: float) -> System:
    boxes = [Box(left, top, left + 125, top + 60) for left in (50, 175, 300, 425)]
    measures = tuple(Measure(f"{name}.{at}", box) for at, box in enumerate(boxes, start=1))
    return System(Box(50, top, 550, top + 60), 2, 5.0, measures)


SCORE_SHA256 = "5c" * 32
SCORE = _score()
"""The measure map that every piece has, of a PDF with this hash that is not there."""


def make(
    folder: Path, *, takes: int, markers: int, waiting: int = 5_000, students: int = 200, pieces: int = 300
) -> None:
    """Make a library with so many takes, markers in all, and takes that wait; the same numbers make the same texts."""
    chance = random.Random(takes)  # noqa: S311 - what is measured with is no secret
    with Library.open(folder, teacher_name="Ada") as library:
        add_student(library, display_name="Zoe Zimmermann")
        who = (library.studio_id, library.teacher_id)
    connections = connecting.connect(layout.database(folder))
    try:
        with connecting.writing(connections) as connection:
            _Writer(connection, chance, *who).write(students, pieces, takes, markers, waiting)
            search.rebuild(connection)
            connection.execute("ANALYZE")
    finally:
        connections.close()


class _Writer:
    def __init__(self, connection: sqlite3.Connection, chance: random.Random, studio_id: str, teacher_id: str) -> None:
        self._connection = connection
        self._chance = chance
        self._studio_id = studio_id
        self._teacher_id = teacher_id

    def write(self, students: int, pieces: int, takes: int, markers: int, waiting: int) -> None:
        student_ids = [new_id() for _ in range(students)]
        piece_ids = [new_id() for _ in range(pieces)]
        exercise_ids = [new_id() for _ in range(pieces)]
        take_ids = [new_id() for _ in range(takes)]
        media_ids = [new_id() for _ in range(takes)]
        self._all("student", (self._student(one) for one in student_ids))
        self._all("piece", (self._piece(one) for one in piece_ids))
        self._all("exercise", (self._exercise(one, piece) for one, piece in zip(exercise_ids, piece_ids, strict=True)))
        owners = [self._chance.choice(student_ids) for _ in take_ids]
        self._all("media", (self._media(*three) for three in zip(media_ids, take_ids, owners, strict=True)))
        parts = list(zip(piece_ids, exercise_ids, strict=True))
        self._all(
            "submission",
            (
                self._take(take_ids[n], media_ids[n], owners[n], self._chance.choice(parts), n, takes - waiting)
                for n in range(takes)
            ),
        )
        self._all("message", (self._message(one, owner) for one, owner in zip(take_ids, owners, strict=True)))
        self._all("marker", (self._marker(take_ids[n % takes], owners[n % takes], n // takes) for n in range(markers)))
        score = measures_to_json(SCORE)
        self._all("measure_map", (self._measure_map(piece, score) for piece in piece_ids))
        self._all("time_map", (self._time_map(take_ids[n], owners[n], n) for n in range(0, takes, _TAPPED_ONE_IN)))

    def _all(self, table: str, rows: Iterator[dict[str, Any]]) -> None:
        while batch := list(islice(rows, _BATCH)):
            names = ", ".join(f'"{name}"' for name in batch[0])
            places = ", ".join(f":{name}" for name in batch[0])
            self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", batch)

    def _student(self, row_id: str) -> dict[str, Any]:
        name = f"{self._chance.choice(_GIVEN)} {self._chance.choice(_FAMILY)}"
        return self._row(row_id, f"staff:{self._studio_id}") | {
            "display_name": name,
            "note": "",
            "teacher_ids": json.dumps([self._teacher_id]),
            "is_minor": False,
            "guardian_name": "",
            "guardian_contact": "",
        }

    def _piece(self, row_id: str) -> dict[str, Any]:
        title = f"{self._chance.choice(_FORMS)} no. {self._chance.randrange(1, 60)}"
        return self._row(row_id, f"s:{self._studio_id}") | {"title": title, "composer": self._chance.choice(_COMPOSERS)}

    def _measure_map(self, piece_id: str, score: str) -> dict[str, Any]:
        row = self._row(id_of_one(piece_id, SCORE_SHA256), f"s:{self._studio_id}")
        return row | {"piece_id": piece_id, "sha256": SCORE_SHA256, "value": score}

    def _time_map(self, take_id: str, student_id: str, number: int) -> dict[str, Any]:
        """Return what was tapped along with a take: two dozen measures, from anywhere in the score."""
        first = number % (len(SCORE.places) - 24)
        taps = (Tap(1_500 * n, place.id) for n, place in enumerate(SCORE.places[first : first + 24]))
        row = self._row(new_id(), f"st:{student_id}")
        return row | {"submission_id": take_id, "value": taps_to_json(Taps((tuple(taps),)))}

    def _exercise(self, row_id: str, piece_id: str) -> dict[str, Any]:
        first = self._chance.randrange(1, 99)
        texts = {"title": f"measures {first}", "instructions": self._text(8), "category": ""}
        texts |= {"first_measure": str(first), "last_measure": str(first + 7)}
        return self._row(row_id, f"s:{self._studio_id}") | {"piece_id": piece_id} | texts

    def _media(self, row_id: str, take_id: str, student_id: str) -> dict[str, Any]:
        return self._row(row_id, f"st:{student_id}") | {
            "owner": Entity.SUBMISSION,
            "owner_id": take_id,
            "kind": MediaKind.VIDEO,
            "key": "",
            "bytes": 1,
            "sha256": f"{self._chance.getrandbits(256):064x}",
            "mime": "video/mp4",
            "file_name": "take.mp4",
            "state": MediaState.LOCAL,
        }

    def _take(
        self, row_id: str, media_id: str, student_id: str, part: tuple[str, str], number: int, reviewed: int
    ) -> dict[str, Any]:
        recorded_at = _START + number * 600_000 + self._chance.randrange(600_000)
        done = number < reviewed
        return self._row(row_id, f"st:{student_id}") | {
            "student_id": student_id,
            "media_id": media_id,
            "piece_id": part[0],
            "exercise_id": part[1],
            "duration_ms": self._chance.randrange(5_000, 180_000),
            "recorded_at": recorded_at,
            "notes": self._text(4),
            "page": self._chance.randrange(1, 9),
            "reviewed_at": recorded_at + 86_400_000 if done else None,
            "reviewed_by": self._teacher_id if done else None,
        }

    def _message(self, take_id: str, student_id: str) -> dict[str, Any]:
        return self._row(new_id(), f"st:{student_id}") | {
            "submission_id": take_id,
            "sender_id": self._chance.choice((self._teacher_id, student_id)),
            "text": self._text(12),
        }

    def _marker(self, take_id: str, student_id: str, place: int) -> dict[str, Any]:
        start_ms = place * 400 + self._chance.randrange(400)
        linked = self._chance.random() < 0.3
        page, number = (self._chance.randrange(1, 9), self._chance.randrange(1, 99)) if linked else (None, None)
        by_map = SCORE.places[number - 1] if number is not None and place % 2 else None
        return self._row(new_id(), f"st:{student_id}") | {
            "submission_id": take_id,
            "author_id": self._teacher_id,
            "start_ms": start_ms,
            "end_ms": start_ms + 900 if place % 3 == 0 else None,
            "kind": self._chance.choice(tuple(MarkerKind)),
            "text": self._text(4),
            "page": by_map.page if by_map else page,
            "measure": to_plain(str(number)) if linked else None,
            "measure_id": by_map.id if by_map else None,
        }

    def _row(self, row_id: str, channel: str) -> dict[str, Any]:
        return {"id": row_id, "created_at": _START, "channel": channel}

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(_HINTS, k=words))


def main() -> None:
    """Make the library that the command line describes."""
    parser = argparse.ArgumentParser(description="Make a big library to measure with.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--takes", type=int, default=100_000)
    parser.add_argument("--markers", type=int, default=1_000_000)
    parser.add_argument("--waiting", type=int, default=5_000, help="how many of the takes wait")
    asked = parser.parse_args()
    make(asked.folder, takes=asked.takes, markers=asked.markers, waiting=asked.waiting)


if __name__ == "__main__":
    main()
