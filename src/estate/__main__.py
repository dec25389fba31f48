"""Runs the command line: `python -m estate`."""

from __future__ import annotations

from estate.cli.main import main

if __name__ == "__main__":
    main()
