"""Pages for machines: calendars, feeds, tables and the open interface. Public, but for one."""
