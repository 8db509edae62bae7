"""Settings, the front door for a web server, and the console script."""
