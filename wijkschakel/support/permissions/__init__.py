"""Who may do what with guides, needs and referrals."""

from wijkschakel.support.permissions.guides import may_edit_guide, may_edit_needs

__all__ = ["may_edit_guide", "may_edit_needs"]
