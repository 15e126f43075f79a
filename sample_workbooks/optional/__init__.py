"""What a team keeps beside its deals: a module a family of sheets, rows as plain mappings."""
