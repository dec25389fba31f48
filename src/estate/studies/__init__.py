"""Many plans instead of one: what-if, fronts, and how firm a plan stands."""
