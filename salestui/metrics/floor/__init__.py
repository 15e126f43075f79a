"""What the sales floor brings: units sold and unsold, visitors, launch phases."""
