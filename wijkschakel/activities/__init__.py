"""What there is to do: activity (series), session (occurrence), enrolment."""
