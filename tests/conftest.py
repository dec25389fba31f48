"""What every test shares: how hard Hypothesis tries."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A loaded machine is slow, not wrong: time is judged by benchmarks, not by properties.
_SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)

settings.register_profile("fast", _SHARED, max_examples=40)
settings.register_profile("full", _SHARED, max_examples=200, derandomize=True)
settings.load_profile(os.environ.get("ESTATE_HYPOTHESIS", "fast"))
