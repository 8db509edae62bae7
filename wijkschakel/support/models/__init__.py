"""What the neighbourhood needs, and the guide to who can help."""
