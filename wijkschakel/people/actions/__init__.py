"""Every write about people, one module per subject; import the module of the subject."""
