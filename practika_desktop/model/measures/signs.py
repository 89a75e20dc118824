"""The signs that say in which order a score is played."""

from enum import StrEnum


class Sign(StrEnum):
    """A place to jump to, at the beginning of a measure."""

    SEGNO = "segno"
    CODA = "coda"


class Jump(StrEnum):
    """What is to be done at the end of a measure."""

    FINE = "fine"
    TO_CODA = "to coda"
    DC = "d.c."
    DC_AL_FINE = "d.c. al fine"
    DC_AL_CODA = "d.c. al coda"
    DS = "d.s."
    DS_AL_FINE = "d.s. al fine"
    DS_AL_CODA = "d.s. al coda"
