// What is written to and about patients stays here: no translation by an outside service,
// and nobody is asked about a link, which may name the patient it was made for.
import {HtmlField} from "@html_editor/fields/html_field";
import {ChatGPTTranslatePlugin} from "@html_editor/main/chatgpt/chatgpt_translate_plugin";
import {LinkPopover} from "@html_editor/main/link/link_popover";
import {Composer} from "@mail/core/common/composer";
import {patch} from "@web/core/utils/patch";

const PATIENTS = ["crm.lead", "res.partner", "calendar.event"];

/**
 * @param {Object} record as an editor knows it: `resModel` and, of a composer, `data`
 * @returns {Boolean} whether words in its editor are to or about a patient
 */
export function isAboutPatient({resModel, data} = {}) {
    return PATIENTS.includes(
        resModel === "mail.compose.message" ? data?.model : resModel,
    );
}

function keptInside(config, record) {
    if (isAboutPatient(record)) {
        config.Plugins = config.Plugins.filter(
            (each) => each !== ChatGPTTranslatePlugin,
        );
    }
    return config;
}

patch(HtmlField.prototype, {
    getConfig() {
        return keptInside(super.getConfig(...arguments), this.props.record);
    },
});

patch(Composer.prototype, {
    get wysiwygConfig() {
        const {model: resModel, id: resId} = this.thread || {};
        const record = {resModel, resId};
        const config = keptInside(super.wysiwygConfig, record);
        // Odoo's does not say whom it writes to
        return isAboutPatient(record)
            ? {...config, getRecordInfo: () => record}
            : config;
    },
});

patch(LinkPopover.prototype, {
    async loadAsyncLinkPreview() {
        const elsewhere = URL.canParse(this.state.url, document.URL)
            ? new URL(this.state.url, document.URL).hostname !== location.hostname
            : false;
        if (elsewhere && isAboutPatient(this.props.recordInfo)) {
            this.resetPreview();
            return;
        }
        await super.loadAsyncLinkPreview(...arguments);
    },
});
