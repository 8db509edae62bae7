"""Template tags of our own drawings and words."""

from django import template

register = template.Library()
