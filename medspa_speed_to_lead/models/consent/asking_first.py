"""Texts are asked about where they go to the provider, whoever wrote them."""

from functools import cache

from odoo import SUPERUSER_ID, api
from odoo.tools import groupby

from ...tools.text_segments import plain

# what our own answer is to Odoo: a state of the provider's answer, a kind of failure
_STATES = {"refused": "stopped_refused", "country": "stopped_country"}
_FAILURES = {
    "stopped_refused": "sms_optout",
    "stopped_country": "sms_country_not_supported",
}


class AskingFirst:
    """Stands before an API of texts: what may not leave is answered here.

    Typographic marks, which would make a text three times as long, go in plain letters.

    Asked once for a batch, and for each text again where they go one by one: minutes
    may lie between the first and the last, and a STOP may have come.
    """

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        texts = [info for message in messages for info in message.get("numbers") or []]
        companies = self._companies_of(texts)
        stopped = self.env["medspa.consent"]._why_no_texts(
            (info["number"], companies[info["uuid"]]) for info in texts
        )
        results, leaving = [], []
        for message in messages:
            numbers = []
            for info in message.get("numbers") or []:
                reason = stopped.get((info["number"], companies[info["uuid"]]))
                if reason:
                    results.append({"uuid": info["uuid"], **_stopped(reason)})
                else:
                    numbers.append(info)
            if numbers:
                body = plain(message.get("content") or "")
                leaving.append({**message, "content": body, "numbers": numbers})
        self._is_first = True
        if leaving:
            results += super()._send_sms_batch(
                leaving, delivery_reports_url=delivery_reports_url
            )
        return results

    def _send_text(self, session, number, body, uuid):
        """Send one of several, see :class:`..sms_api.TwilioClientApi`."""
        is_first, self._is_first = self._is_first, False
        try:
            reason = None if is_first else self._asked_now(number)
        except Exception as error:
            # those before it have left, and their results must be written down
            words = self.env._("Nobody could look up whether it may go.")
            return self._not_sent(error, words)
        if reason:
            return _stopped(reason)
        return super()._send_text(session, number, body, uuid)

    def _asked_now(self, number):
        """Ask in a transaction of its own, which sees who refused a moment ago."""
        company = self.company or self.env.company
        known = self.env["medspa.consent"]._known_as(number, "sms", company)
        context = {"lang": self.env.context.get("lang")}
        with self.env.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, context)
            refused = env["medspa.consent"]._texts_refused(
                {number: known}, company.with_env(env)
            )
        return refused.get(number)

    def _companies_of(self, texts):
        """Return whose texts these are, by their uuid."""
        texts_sudo = self.env["sms.sms"].sudo()
        found = texts_sudo.search([("uuid", "in", [info["uuid"] for info in texts])])
        whose = {
            text.uuid: company
            for company, some in groupby(found, lambda text: text._get_sms_company())
            for text in some
        }
        ours = self.company or self.env.company
        return {info["uuid"]: whose.get(info["uuid"], ours) for info in texts}


def _stopped(reason):
    state = _STATES[reason.code]
    return {"state": state, "failure_type": state, "failure_reason": reason.words}


@cache
def asking(api_class):
    """Return an API of texts that asks before each."""
    if issubclass(api_class, AskingFirst):
        return api_class
    failures = {**api_class.PROVIDER_TO_SMS_FAILURE_TYPE, **_FAILURES}
    return type(
        f"Asking{api_class.__name__}",
        (AskingFirst, api_class),
        {"PROVIDER_TO_SMS_FAILURE_TYPE": failures},
    )


def let_ask(sms_api):
    """Let an API that exists already ask before each text, whoever made it."""
    sms_api.__class__ = asking(type(sms_api))
    return sms_api
