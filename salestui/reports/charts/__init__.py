"""Charts of documents as SVG: Vega-Lite specifications (``templates/reports/charts``) and data."""
