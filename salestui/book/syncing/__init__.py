"""Two workbooks kept in step: what changed in either since the last time goes to the other."""
