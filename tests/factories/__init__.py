"""Makes what the tests need, room by room: plain functions, no surprises."""
