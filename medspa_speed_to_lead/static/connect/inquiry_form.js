/*
 * Makes contact forms of any website say where a visitor came from, and sends them in
 * the background. It needs nothing else, and changes forms of the class "inquiry-form"
 * alone. A form is sent as any other where this script did not run or cannot reach the
 * address.
 */
(function () {
    "use strict";

    const CAMPAIGN = [
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "gclid",
        "gbraid",
        "wbraid",
        "fbclid",
    ];
    const KEPT = "inquiry-form-campaign";

    /** Read the campaign of this visit: of this page, else of the page they landed on. */
    function campaign() {
        const params = new URLSearchParams(window.location.search);
        const found = {};
        for (const name of CAMPAIGN) {
            if (params.get(name)) {
                found[name] = params.get(name);
            }
        }
        try {
            if (Object.keys(found).length) {
                window.sessionStorage.setItem(KEPT, JSON.stringify(found));
                return found;
            }
            return JSON.parse(window.sessionStorage.getItem(KEPT)) || {};
        } catch {
            return found; // a browser may forbid to keep anything
        }
    }

    function fill(form) {
        const values = {
            ...campaign(),
            page_url: window.location.href.split("#")[0],
            referrer: document.referrer,
        };
        for (const [name, value] of Object.entries(values)) {
            const input = form.elements.namedItem(name);
            // what the page itself has set stays
            if (input && input.type === "hidden" && !input.value) {
                input.value = value;
            }
        }
    }

    /** Words may be changed: <form data-thanks="..." data-sending="..."> */
    function say(form, name, otherwise) {
        const answer = form.querySelector(".inquiry-answer");
        if (answer) {
            answer.textContent = form.dataset[name] || otherwise;
        }
    }

    async function send(form) {
        say(form, "sending", "Sending…");
        const data = new FormData(form);
        const hasFiles = form.getAttribute("enctype") === "multipart/form-data";
        let answer;
        try {
            // a field called "action" would stand in form.action
            answer = await fetch(form.getAttribute("action"), {
                method: "POST",
                body: hasFiles ? data : new URLSearchParams(data),
            });
        } catch {
            // a blocker or a lost connection: the browser sends it, and shows what it
            // gets; if the first did arrive, the second is a repeat and makes nothing
            HTMLFormElement.prototype.submit.call(form);
            return;
        }
        if (!answer.ok) {
            say(form, "failed", "That did not work. Please try again, or call us.");
            return;
        }
        form.reset();
        fill(form);
        say(form, "thanks", "Thank you! We’ll get back to you very soon.");
    }

    function begin(form) {
        fill(form);
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const buttons = form.querySelectorAll("[type=submit]");
            const enable = (isEnabled) =>
                buttons.forEach((button) => (button.disabled = !isEnabled));
            enable(false);
            await send(form);
            enable(true);
        });
    }

    function beginAll() {
        document.querySelectorAll("form.inquiry-form").forEach(begin);
    }

    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", beginAll);
    } else {
        beginAll();
    }
})();
