"""One customer as shown: file, figures, people, deals, timeline."""
