"""Which activities name the need they are there for. Residents need no permission for theirs."""


def must_cite(
    *, has_organisation: bool, is_resident_run: bool, is_in_programme: bool, is_import: bool
) -> bool:
    """Say whether an activity names the need it is there for, before it is planned.

    What came from elsewhere is listed at the desk instead.
    """
    if is_import:
        return False
    return has_organisation or is_in_programme or not is_resident_run
