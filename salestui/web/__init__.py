"""The dashboard in browsers: a small web server that runs one dashboard for each open page."""
