"""Tests: sentences about what must be so, room by room."""
