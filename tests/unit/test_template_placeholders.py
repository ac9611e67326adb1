import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.template_placeholders import (
    foreign_in_body,
    foreign_in_text,
)

NAMES = {"message_first_name", "message_practice", "message_promise"}
# how Odoo finds expressions in a subject or a text message
ODOO_EXPRESSION = re.compile(r"\{\{(.+?)(\|\|\|\s*(.*?))?\}\}")

PLAIN_TEXTS = [
    None,
    "",
    "Hello",
    "Hi {{ object.message_first_name }}, this is {{object.message_practice}}.",
    "Hi {{ object.message_first_name ||| there }}!",
    "50% off? No: 1 < 2 & more | than $5 #1",
    "Grüße, ¿cuándo? 你好",
]
FOREIGN_TEXTS = [
    "{{ object.env }}",
    "{{ object.env['res.users'].sudo().search([]) }}",
    "{{ object.company_id.sms_twilio_auth_token }}",
    "{{ object.message_practice.upper() }}",
    "{{ object.message_practice or object.phone }}",
    "{{ object.message_first_name + object.phone }}",
    "{{ object['message_practice'] }}",
    "{{ object.message_ids }}",
    "{{ object.message_practice_x }}",
    "{{ object.phone }}",
    "{{ user.password }}",
    "{{ ctx }}",
    "{{ env }}",
    "{{ 7*7 }}",
    "{{ (lambda: object)() }}",
    "{{ object.message_practice ||| {{ object.env }} }}",
    "{{ object.message_practice }}{{ object.env }}",
    "{{{ object.message_practice }}}",
    "{{{ object.message_practice }}",
    "{{ object.message_practice }}}",
    "{{\nobject.message_practice }}",
    "{{ object.message_practice\u00a0}}",
    "{{ object\uff0emessage_practice }}",
    "{ {object.env} }",
    "{{",
    "}}",
    "{% if object %}",
    "{{ object.message_practice |||  }} {{ object.env ||| }}",
    "#{object.env}",
    "${object.env}",
]
PLAIN_BODIES = [
    None,
    "",
    "  ",
    "Hello",
    '<p>Hi <t t-out="object.message_first_name"/>,</p>',
    '<p>Hi <t t-out="object.message_first_name">there</t>, <b>welcome</b>.<br/></p>',
    '<div class="x" style="color: red" data-oe-version="2.0" aria-label="y">Hi</div>',
    '<a href="https://glow.example/book?a=1">Book</a> <a href="tel:+1512555">us</a>',
    '<img src="/web/image/7" alt="Us" width="20"/>',
    '<img src="data:image/png;base64,iVBORw0KGgo="/>',
    "<table><tbody><tr><td colspan='2'>9 to 5</td></tr></tbody></table>",
]
FOREIGN_BODIES = [
    '<t t-out="object.env"/>',
    '<t t-out="object.phone"/>',
    '<t t-out="object.message_practice.upper()"/>',
    '<t t-out=" object.message_practice "/>',
    '<t t-out="object.message_practice + object.phone"/>',
    '<t t-out="object.company_id.sms_twilio_auth_token"/>',
    '<t t-out="user.password"/>',
    '<t t-out="ctx"/>',
    '<t t-esc="object.message_practice"/>',
    '<t t-raw="object.message_practice"/>',
    '<t t-field="object.message_practice"/>',
    '<t t-if="object.message_practice">x</t>',
    '<t t-foreach="object.env" t-as="x"><t t-out="x"/></t>',
    '<t t-set="x" t-value="object.env"/>',
    '<t t-call="web.layout"/>',
    '<t t-out="object.message_practice" t-options="{}"/>',
    '<t t-out="object.message_practice" class="x"/>',
    '<t t-out="object.message_practice" t-if="object.message_practice"/>',
    '<t t-out="object.message_practice"><b>x</b></t>',
    '<T T-OUT="object.env"/>',
    "<t>x</t>",
    '<p t-out="object.message_practice"/>',
    '<p t-if="True">x</p>',
    '<p t-att-title="object.env">x</p>',
    '<p t-attf-title="{{ object.env }}">x</p>',
    "<p t-att=\"{'title': object.env}\">x</p>",
    '<p t-debug="pdb">x</p>',
    '<p t-tag-open="p">x</p>',
    '<p groups="base.group_user">x</p>',
    '<p onclick="x()">x</p>',
    "<p>{{ object.message_first_name }}</p>",
    '<p title="{{ object.env }}">x</p>',
    '<p title="&lt;t t-out=object.env/&gt;">x</p>',
    "<p>#{object.env}</p>",
    "<script>x()</script>",
    "<style>p {color: red}</style>",
    '<iframe src="https://glow.example"></iframe>',
    '<svg><a xlink:href="javascript:x()">x</a></svg>',
    '<a href="javascript:x()">x</a>',
    '<a href=" javascript:x()">x</a>',
    '<a href="java\tscript:x()">x</a>',
    '<img src="data:text/html;base64,AAAA"/>',
    '<img src="x" onerror="x()"/>',
    '<!-- <t t-out="object.env"/> -->',
    '<!--[if mso]><t t-out="object.env"/><![endif]-->',
    '<?t t-out="object.env"?>',
    '<form action="https://x.example"><input name="card"/></form>',
    '<p>x</p><t t-out="object.env"/>',
    "x <b>y</b> {{ object.env }}",
]


@pytest.mark.parametrize("text", PLAIN_TEXTS)
def test_plain_text_is_taken(text):
    assert foreign_in_text(text, NAMES) is None


@pytest.mark.parametrize("text", FOREIGN_TEXTS)
def test_anything_else_in_a_text_is_named(text):
    assert foreign_in_text(text, NAMES)


@pytest.mark.parametrize("body", PLAIN_BODIES)
def test_plain_body_is_taken(body):
    assert foreign_in_body(body, NAMES) is None


@pytest.mark.parametrize("body", FOREIGN_BODIES)
def test_anything_else_in_a_body_is_named(body):
    assert foreign_in_body(body, NAMES)


def test_what_is_named_is_what_was_written():
    assert foreign_in_text("Hi {{ object.env }}!", NAMES) == "{{ object.env }}"
    body = '<p t-if="object.phone">x</p>'
    assert foreign_in_body(body, NAMES) == 't-if="object.phone"'
    assert foreign_in_body("<p>x</p><script>y</script>", NAMES) == "<script>"


def test_without_names_nothing_is_a_placeholder():
    assert foreign_in_text("{{ object.message_practice }}", set())
    assert foreign_in_text("{{ object. }}", set())
    assert foreign_in_body('<t t-out="object."/>', set())


PIECES = st.sampled_from(
    ["{", "}", "{{", "}}", "|||", " ", "\n", "object.", "message_practice", "env", "x"]
    + ["{{ object.message_practice }}", "{{object.message_first_name|||x}}"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_in_a_text_that_is_taken_odoo_finds_known_fields_only(text):
    if foreign_in_text(text, NAMES) is None:
        found = {match[1].strip() for match in ODOO_EXPRESSION.finditer(text)}
        assert found <= {f"object.{name}" for name in NAMES}
