"""Tests: sentences about what must be so, room by room."""

from tests.base.journal_door import let_flush_empty_the_journal

let_flush_empty_the_journal()
