"""The hours in which texts that sell may arrive, typed a second time from the sources.

``table.csv``: moments and what the law says of them, each text agreed to in writing.
``hours.csv`` and ``holidays.csv``: the same law as rules. ``known.csv``: where the
addon still judges otherwise. Whoever types here reads the sources, not the addon's
data: the two must be able to disagree. Of two sources the stricter holds; a statute
that was read (*seen*) stands above what others say of it.
"""
