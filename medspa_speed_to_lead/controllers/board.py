from threading import BoundedSemaphore

from odoo.http import Controller, request, route

# each that is answered has a connection to the database
_AT_ONCE = BoundedSemaphore(3)


class BoardController(Controller):
    # Proxies pass what begins with /websocket to the process that has the websockets.
    # It has no fixed number of workers: boards that ask in the same second do not stand
    # in one line with the patients.
    @route("/websocket/medspa_changed_cards", type="jsonrpc", auth="user")
    def changed_cards(self, domain, changes, specification, context):
        """Answer as ``medspa.card.mixin`` does, in the context of the board.

        :return: nothing when too many ask; ask again later.
        """
        if not _AT_ONCE.acquire(blocking=False):
            return None
        try:
            leads = request.env["crm.lead"].with_context(**context)
            return leads._board_changed_cards(domain, changes, specification)
        finally:
            _AT_ONCE.release()
