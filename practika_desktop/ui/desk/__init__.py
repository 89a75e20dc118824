"""The desk: joins the panes, the player, the library and the history; each module does one subject's verbs."""
