"""What may hold something of a person, and what was found of one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from odoo import models

from ...tools.erasing import Addresses

_SHORT = 6  # so few characters stand in many texts


@dataclass(frozen=True)
class Holding:
    """A kind of row in which something of a person may lie: one line of the table
    that :meth:`medspa.erase._holdings` declares.

    :ivar holds: what of a person lies there.
    :ivar find: returns the rows of a person, of all companies, archived ones too.
    :ivar act: what is done with them.
    :ivar keep: fields in words that stay when a row is blanked, and why.
    """

    model: str
    holds: str
    find: Callable[["Traces"], models.Model]
    act: Callable[["Holding", models.Model], None]
    keep: dict[str, str] = field(default_factory=dict)


@dataclass
class Traces:
    """What was found of one person, before anything of it is erased.

    All records are read with full rights: the person is one, whichever company,
    team or colleague they wrote to.
    """

    addresses: Addresses
    leads: models.Model
    contacts: models.Model  # cards that are to be erased as well
    events: models.Model = None
    touches: models.Model = None
    meetings: models.Model = None
    channels: models.Model = None
    activities: models.Model = None
    messages: models.Model = None
    scheduled: models.Model = None
    mails: models.Model = None
    files: models.Model = None  # on letters that were begun
    dialogs: dict[str, models.Model] = field(default_factory=dict)

    @property
    def threads(self):
        """Return the records whose log, to-dos and files are the person's."""
        return [self.leads, self.meetings, self.contacts, self.channels]

    def phrases(self):
        """Return what stands for this person alone in a text: addresses, full names,
        and titles that hold one of these."""
        people = {*self.leads.mapped("contact_name"), *self.contacts.mapped("name")}
        own = {name for name in people if name and " " in name.strip()}
        own |= {text for text in self.addresses.spelled if len(text) > _SHORT}
        titles = {name for name in self.leads.mapped("name") if name}
        return own | {title for title in titles if any(one in title for one in own)}
