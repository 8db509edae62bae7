"""Printed products: what hangs in stairwells, made as accessible PDF by the task worker."""
