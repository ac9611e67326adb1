"""Which columns of a lead are read together."""

# Ours, when one of them is asked for: in Odoo's own group every write of any lead would
# read them too. What each write looks at stays there.
PREFETCH = "medspa"
