"""The components side by side, for builders."""
