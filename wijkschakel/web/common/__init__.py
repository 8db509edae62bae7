"""What pages share: access, middleware, forms, template tags."""
