"""Writes of this room: definitions, promises, objections, studies; counting and publishing."""
