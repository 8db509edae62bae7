"""What crosses rooms: export and erase a person, retention, demonstration town, commands."""
