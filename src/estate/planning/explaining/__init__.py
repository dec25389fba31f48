"""Why the plan is as it is, and why there is none."""
