"""States of a touch, by what they mean for the patient."""

ARRIVED = ("sent", "delivered")  # a message that left, as far as anybody knows
LEFT = (*ARRIVED, "done")  # they were reached; a call that was made is done
# a message that nobody may send a second time
LEFT_OR_MAY_HAVE = ("sending", *ARRIVED, "unknown")
