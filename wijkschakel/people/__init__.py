"""Who there is: person, account, organisation, membership, role, consent, delegate.

A person is not an account: a person may have neither e-mail nor telephone."""
