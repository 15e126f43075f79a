"""A stand-in for Google Sheets and Drive on 127.0.0.1, in memory, for tests and demos."""
