"""The family of errors that the program raises on purpose."""

from __future__ import annotations

from typing import ClassVar


class EstateError(Exception):
    """Something that stops the run and can be said in one line.

    `exit_status` is what the process ends with when nobody handles it.
    """

    exit_status: ClassVar[int] = 1


class UsageFault(EstateError):
    """The command line asks for something that cannot be, such as an unknown system."""

    exit_status: ClassVar[int] = 2


class EnvironmentFault(EstateError):
    """The machine refuses: disk, rights, or a program that is needed and missing."""

    exit_status: ClassVar[int] = 3


class InternalFault(EstateError):
    """A promise of the program to itself is broken; always worth reporting."""

    exit_status: ClassVar[int] = 70
