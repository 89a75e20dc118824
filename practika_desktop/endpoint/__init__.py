"""The endpoint's core: a studio's rows in one order, who may read and write them, pull and push. No HTTP in here."""
