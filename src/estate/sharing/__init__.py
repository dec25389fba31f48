"""What leaves a council: classes of facts, agreements, and packs that hold nothing else."""

from __future__ import annotations
