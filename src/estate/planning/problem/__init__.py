"""The planning problem, complete and without a solver: what may be done, and what limits it."""
