"""Snapshots: how the pipeline stood on each day the book was opened, kept as Parquet.

One folder per workbook (known as its journal is), one file per day, replaced as a whole when the
day's last state changes. Kept: every day for 100 days, then the first kept day of each week for 3
years, never more than 512 MB for one workbook; the oldest go first.
"""
