"""The problem as one sparse 0-1 program: a column for each choice, rows for each rule."""
