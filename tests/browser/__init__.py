"""What only a real browser can tell: how pages look, sound and work with keys alone."""
