"""The words beside fields: how they are spelt, what they say, whose something is."""
