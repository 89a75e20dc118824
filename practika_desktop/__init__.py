"""Practika Desktop: the workstation at which music teachers review their students' practice videos."""

__version__ = "0.1.0"
