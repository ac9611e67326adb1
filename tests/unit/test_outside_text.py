"""What somebody outside wrote is shown, never alive."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from medspa_speed_to_lead.tools.outside_text import as_html


def test_lines_stay_and_nothing_comes_alive():
    words = 'See <img src=x onerror=1>\r\nhttps://evil.example "now" & <a href="#">'
    assert as_html(words) == Markup(
        "<p>See &lt;img src=x onerror=1&gt;<br/>https://evil.example &#34;now&#34; "
        "&amp; &lt;a href=&#34;#&#34;&gt;</p>"
    )


def test_nothing_is_nothing():
    assert as_html("") == as_html(None) == Markup("")


@given(st.text())
def test_no_tag_comes_from_outside(words):
    tags = set(re.findall(r"<[^>]*>", as_html(words)))
    assert tags <= {"<p>", "</p>", "<br/>"}
