"""Measurements, each beside what the best of four established Django products needs.

`make bench` runs them all; `.venv/bin/python -m benchmarks agenda` runs one. Each works on an
installation of its own in a temporary folder, and on a PostgreSQL database that it makes and
drops, when a server answers (WIJKSCHAKEL_TEST_PG). What was measured stands in
docs/benchmarks.md.
"""
