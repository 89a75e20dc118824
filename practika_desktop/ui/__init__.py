"""The windows: panes, Qt models, the table of actions and the look of it all."""
