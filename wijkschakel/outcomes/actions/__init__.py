"""Writes of this room: definitions, promises, objections, studies."""
