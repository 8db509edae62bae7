"""Every write of this room: guides, needs and what was not found."""
