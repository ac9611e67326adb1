"""Reads whatever form builders, ad platforms and automation tools post.

In four steps, each of which knows nothing of the next: `wire` turns bytes into plain
dictionaries, lists and texts; `shapes` finds in them who was asked what and what they
said (:class:`~.shapes.Said`); `labels` and `values` say what a label and a value mean,
`fields` both together; `card` puts all of it together to one :class:`~.card.Read`.
"""
