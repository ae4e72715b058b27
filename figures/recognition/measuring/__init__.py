"""How a number measures: its measure, the footing it is told on, and whether it only says which things are meant."""
