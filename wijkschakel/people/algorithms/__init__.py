"""Words of paper cards: plain Python."""
