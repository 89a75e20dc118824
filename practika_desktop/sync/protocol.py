"""What a desk and an endpoint say to each other: pull, push and their answers, the same classes on both sides.

`docs/protocol.md` tells it in words; `sync/wire.py` writes it as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from practika_desktop.model.mutations import Mutation

VERSION = 1
"""The version that is spoken here; raised whenever an older side would not understand what it is sent or told to do."""

OLDEST_TO_PUSH = 1
"""Of the versions that an endpoint of this version still takes mutations from, the oldest."""

PUSH_MOST = 100
"""One push carries at most so many mutations."""

PULL_MOST = 500
"""One answer to a pull carries at most so many rows."""

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
"""Any value that JSON has: a row may have fields that only a newer version knows."""


class Verdict(StrEnum):
    """What became of a mutation."""

    APPLIED = "applied"
    """The row holds what was asked for."""

    MERGED = "merged"
    """The row holds what was asked for together with what somebody else had written meanwhile."""

    SUPERSEDED = "superseded"
    """The row stays as it is: what was asked for had been overtaken, and nothing is lost by that."""

    REJECTED = "rejected"
    """Nothing was done, and the person who asked must hear of it."""


class Reason(StrEnum):
    """Why a mutation was rejected."""

    FORBIDDEN = "forbidden"
    """This person may not do this; or there is nothing that this person may know of."""

    NOT_THERE = "not_there"
    """The row that was to be changed is not there."""

    ERASED = "erased"
    """What it belongs to was erased, and new things cannot be added to it."""

    INVALID = "invalid"
    """The row would not be one of its kind."""

    UNREADABLE = "unreadable"
    """It is no mutation that the endpoint understands."""


class Refusal(StrEnum):
    """Why an endpoint did not look at the mutations of a push at all; they stay in the outbox."""

    DESK_TOO_OLD = "desk_too_old"
    """The desk must be updated before it may push; it may pull."""

    ENDPOINT_TOO_OLD = "endpoint_too_old"
    """The endpoint must be updated before this desk may push; it may pull."""

    OTHER_EPOCH = "other_epoch"
    """The endpoint was restored from a backup: pull first."""

    OTHER_NUMBERS = "other_numbers"
    """These numbers do not go on from what the endpoint has of this device: a copy of it, or it, was restored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as the endpoint has it, or, without fields, that it has none any more.

    `fields` holds what the reader may see, all else left out, `id`, `created_at` and `channel` among it. Entities and
    fields may be unknown here: they are kept as they came. `seq` is the row's place in the studio's order. Nothing
    that was ever written in an `erased` row may stay anywhere.
    """

    entity: str
    id: str
    channel: str
    seq: int
    fields: Mapping[str, Json] | None
    erased: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether the row is no longer there."""
        return self.fields is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """Asks for what is new: by channel, what lies beyond a place in the studio's order.

    `epoch` is None for a desk that never had an answer. A channel that is not in `cursor` is read from its start.
    """

    device: str
    epoch: str | None
    cursor: Mapping[str, int]
    limit: int = PULL_MOST
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class PullAnswer:
    """New rows, in order within their channels, and the cursor from which to go on; with `more`, at once.

    `from_zero` says that the desk's cursor was of no use (another epoch, or none): these rows are the first of all,
    and when the last have come, they replace whatever the desk had. `dropped` names the channels of the desk's cursor
    that this person may read no more. `version` and `oldest_to_push` are the endpoint's: what a desk may do with it.
    """

    epoch: str
    rows: tuple[Row, ...]
    cursor: Mapping[str, int]
    more: bool = False
    from_zero: bool = False
    dropped: tuple[str, ...] = ()
    version: int = VERSION
    oldest_to_push: int = OLDEST_TO_PUSH


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """What stands in a push in the place of a mutation and is none; it is rejected and holds nothing up."""

    n: int
    mid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Mutations of one device, in order, without a gap in their numbers, at most `PUSH_MOST`."""

    device: str
    epoch: str
    mutations: tuple[Mutation | Unreadable, ...]
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one mutation; `reason` is given for a rejected one."""

    n: int
    mid: str
    verdict: Verdict
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswer:
    """One result for each mutation of the push, in its order; or, with a refusal, none."""

    epoch: str
    results: tuple[Result, ...] = ()
    refusal: Refusal | None = None
    version: int = VERSION
    oldest_to_push: int = OLDEST_TO_PUSH


def refusal_by_version(desk: int, endpoint: int, oldest_to_push: int) -> Refusal | None:
    """Return why a desk of a version may not push to an endpoint of another, None if it may."""
    if desk < oldest_to_push:
        return Refusal.DESK_TOO_OLD
    return Refusal.ENDPOINT_TOO_OLD if endpoint < desk else None
