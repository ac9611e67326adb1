"""Fields as a refusal names them."""


def labels_of(records, names):
    """Return the labels of fields in one line, in order; names that are no fields only
    where nothing else is there to say.

    :param names: a set of names of values.
    """
    labels = (
        records._fields[name]._description_string(records.env)
        for name in names & records._fields.keys()
    )
    return ", ".join(sorted(labels)) or ", ".join(sorted(names))
