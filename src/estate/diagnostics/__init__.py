"""What can be said about a fault: where it is, how bad it is, and how to mend it."""

from __future__ import annotations

from estate.diagnostics.errors import EnvironmentFault, EstateError, InternalFault, UsageFault
from estate.diagnostics.finding import Finding, Severity, Span, by_place
from estate.diagnostics.likely import did_you_mean, likely

__all__ = [
    "EnvironmentFault",
    "EstateError",
    "Finding",
    "InternalFault",
    "Severity",
    "Span",
    "UsageFault",
    "by_place",
    "did_you_mean",
    "likely",
]
