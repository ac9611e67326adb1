"""How long to wait before what failed is tried again."""

# minutes after each failure; five tries within a day, then a person has to. The trouble
# of an evening is over by the last one, in the morning.
PAUSES = (1, 15, 120, 720)
