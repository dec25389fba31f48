"""Interfaces: what passes between two systems, and how."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import EndReference, Money, Record, Slug, Slugs, Text
from estate.portfolio.systems import Criticality

Mechanism = Literal[
    "manual",
    "email",
    "portal",
    "removable-media",
    "scheduled-file",
    "database-link",
    "shared-database",
    "vendor-api",
    "web-service",
    "open-api",
    "message",
    "event",
]
DataFormat = Literal[
    "proprietary", "paper", "spreadsheet", "csv", "xml", "json", "edifact", "geojson", "gml", "pdf"
]
Authentication = Literal[
    "none", "password", "key", "certificate", "oidc", "saml", "oauth", "network"
]
Frequency = Literal[
    "real-time", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "on-demand"
]
Dependency = Literal["to", "from", "both", "none"]
InterfaceStatus = Literal["live", "planned", "missing", "retired"]
SemanticMapping = Literal["none", "local-codes", "documented-mapping", "payload-standard"]


class Interface(Record):
    """A flow of data from one system to another."""

    from_: Annotated[EndReference, Field(alias="from")]
    """The system that sends: `system`, `council/system` or `platform:ID`."""
    to: EndReference
    """The system that receives, written likewise."""
    name: Text | None = None
    """A short name."""
    status: InterfaceStatus | None = None
    """live, planned, missing (needed but not there) or retired. Absent means live."""
    required: bool | None = None
    """Whether the business needs it."""
    dependency: Dependency | None = None
    """Which end cannot work without the other; absent means the receiver (`to`)."""
    mechanism: Mechanism | None = None
    """How data passes."""
    format: DataFormat | None = None
    """The form the data takes."""
    authentication: Authentication | None = None
    """How the ends know one another."""
    documented: bool | None = None
    """Whether its layout or API is written down."""
    published: bool | None = None
    """Whether its specification is published, such as an OpenAPI document."""
    semantics: SemanticMapping | None = None
    """How meaning is agreed."""
    validated: bool | None = None
    """Whether what passes is checked against its standard."""
    standards: Slugs = ()
    """Standards of the catalogue in use, such as `uprn`."""
    carries: Slugs = ()
    """Data classes that pass."""
    frequency: Frequency | None = None
    """How often data passes."""
    personal_data: bool | None = None
    """Whether personal data passes."""
    agreement: Text | None = None
    """The data sharing agreement or impact assessment that covers it."""
    agreement_until: date | None = None
    """When that agreement ends."""
    from_owner: Text | None = None
    """The role that answers for the sending end."""
    to_owner: Text | None = None
    """The role that answers for the receiving end."""
    service_level: Text | None = None
    """The agreed service level."""
    change_notice_days: Annotated[int, Field(ge=0, le=3_650)] | None = None
    """Days of notice before either end changes it."""
    criticality: Criticality | None = None
    """How much depends on it."""
    rework_cost: Money | None = None
    """Pounds to rebuild it when one end is replaced; paid once if both move together."""
    adapter_cost: Money | None = None
    """Pounds for a temporary adapter while only one end has moved."""
    contract: Slug | None = None
    """The contract under which it is provided."""

    @property
    def works(self) -> bool:
        """Whether data passes today."""
        return self.status in {None, "live"}
