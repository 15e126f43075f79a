"""What a sales team records and how it sells: entities, fields, periods, playbooks."""
