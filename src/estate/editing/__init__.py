"""Changes to a person's files as text: comments, order and layout stay where they were."""

from __future__ import annotations

from estate.editing.edit import Edit, EditRefused
from estate.editing.values import edit, set_values

__all__ = ["Edit", "EditRefused", "edit", "set_values"]
