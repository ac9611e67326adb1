import {Notification} from "@mail/core/common/notification_model";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** A text that the sandbox only showed says so in the thread. */
patch(Notification.prototype, {
    get autoCanceledFailureType() {
        return this.failure_type === "sms_sandbox"
            ? _t("Sandbox: sent to no phone")
            : super.autoCanceledFailureType;
    },
    get label() {
        return this.failure_type === "sms_sandbox"
            ? _t("SMS (sandbox: sent to no phone)")
            : super.label;
    },
});
