"""Data that ships with salestui: playbooks, workbook templates, report templates."""
