import {Component, useEffect, useState} from "@odoo/owl";
import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const {DateTime} = luxon;

/** Says which colleagues have the same inquiry open, and tells them of us. */
class ClaimWidget extends Component {
    static template = "medspa_speed_to_lead.ClaimWidget";
    static props = {...standardWidgetProps};

    setup() {
        this.claims = useService("medspa.claims");
        this.others = useState(this.claims.others);
        useEffect(
            (id) => {
                if (!id) {
                    return;
                }
                this.claims.hold(id);
                return () => this.claims.release(id);
            },
            () => [this.inquiryId],
        );
    }

    /** A dialog is told by whoever opened it which inquiry it belongs to. */
    get inquiryId() {
        const {record} = this.props;
        if (record.resModel === "crm.lead") {
            return record.data.intake_received_at && record.resId;
        }
        return record.context.medspa_inquiry_id;
    }

    get here() {
        return this.others[this.inquiryId] || [];
    }

    get isFirst() {
        return !this.here.some(({first}) => first);
    }

    get isTaken() {
        return this.here.some(({taken}) => taken);
    }

    words({name, since, first, taken}) {
        const opened = deserializeDateTime(since);
        const isToday = opened.hasSame(DateTime.now(), "day");
        const time = isToday
            ? opened.toLocaleString(DateTime.TIME_SIMPLE)
            : formatDateTime(opened);
        if (taken) {
            return _t("%(name)s took this inquiry over at %(time)s.", {name, time});
        }
        return first
            ? _t("%(name)s has had this inquiry open since %(time)s.", {name, time})
            : _t("%(name)s opened this inquiry too, at %(time)s.", {name, time});
    }
}

registry.category("view_widgets").add("medspa_claim", {
    component: ClaimWidget,
    fieldDependencies: [],
});
