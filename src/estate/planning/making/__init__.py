"""From the record to a planning problem."""
