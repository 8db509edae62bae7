"""Whole journeys of people, one per promise, through every layer."""
