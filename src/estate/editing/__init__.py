"""Changes to a person's files as text: comments, order and layout stay where they were."""

from __future__ import annotations
