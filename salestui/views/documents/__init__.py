"""Reports as documents: sections of figures, tables, charts and lists, whatever they become."""
