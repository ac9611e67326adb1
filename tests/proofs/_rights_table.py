"""What a stranger may see of a patient all the same, and why.

`(role, model, door): why`; a door is a method or ``read`` for all that only read. What
is not here has to be denied, or to tell nothing. A row that nobody needs fails.
"""

ALLOWED: dict[tuple[str, str, str], str] = {}
