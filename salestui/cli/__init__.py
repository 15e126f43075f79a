"""The ``salestui`` command: a module per subcommand."""
