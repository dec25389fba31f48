"""The kinds of record that can be listed: a file each, and a line here."""

from __future__ import annotations

from estate.query.kind import Kind
from estate.query.kinds import catalogue, contracts, councils, interfaces, options, plain, systems

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        systems.KIND,
        contracts.KIND,
        interfaces.KIND,
        options.KIND,
        *plain.KINDS,
        councils.KIND,
        *catalogue.KINDS,
    )
}
"""Every kind by name, in the order in which help lists them."""
