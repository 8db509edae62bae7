#!/usr/bin/env python3
"""Run a management command from a checkout."""

from wijkschakel.config.command import main

if __name__ == "__main__":
    main()
