import {Component, markRaw, onWillStart, useRef, useState} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {formatDateTime} from "@web/core/l10n/dates";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

import {AnswerSpeed} from "./answer_speed";
import {Block} from "./block";
import {Excluded} from "./excluded";
import {FilterBar} from "./filter_bar";
import {daysOf, defaults, fromUrl, isNarrowed, toQuestion, toUrl} from "./filters";
import {FollowUp} from "./follow_up";
import {Funnel} from "./funnel";
import {HeatMap} from "./heat_map";
import {People} from "./people";
import {Recommendations} from "./recommendations";
import {Sources} from "./sources";
import {SpeedPays} from "./speed_pays";
import {Tile} from "./tile";
import {Trend} from "./trend";
import {days} from "./words";

const EXPORT = "/medspa/dashboard/export";
const ODOO_SAYS = [
    "odoo.exceptions.AccessError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
];

/** Why the figures could not be read, as a person would say it. */
function inWords(error) {
    if (error instanceof ConnectionLostError) {
        return _t("There is no connection to the server.");
    }
    if (error instanceof RPCError && ODOO_SAYS.includes(error.exceptionName)) {
        return error.data.message;
    }
    return _t(
        "The figures could not be worked out. If it stays like this, tell whoever looks after Odoo.",
    );
}

/** The manager's one screen: what happened to the inquiries, and what to change. */
class Dashboard extends Component {
    static template = "medspa_speed_to_lead.Dashboard";
    static components = {
        AnswerSpeed,
        Block,
        Excluded,
        FilterBar,
        FollowUp,
        Funnel,
        HeatMap,
        Layout,
        People,
        Recommendations,
        Sources,
        SpeedPays,
        Tile,
        Trend,
    };
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.root = useRef("root");
        const {action, state} = this.props;
        this.asked = 0; // how often; an older answer does not replace a newer one
        this.state = useState({
            filters: state?.filters || fromUrl(action.params),
            figures: state?.figures || null,
            isReading: false,
            error: null,
        });
        // back from a list, everything stands where it stood
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({
                filters: {...this.state.filters},
                figures: this.state.figures,
            }),
        });
        onWillStart(() => {
            this.props.updateActionState(toUrl(this.state.filters));
            this.read();
        });
    }

    async read() {
        const asked = ++this.asked;
        this.state.isReading = true;
        let figures = null;
        let error = null;
        try {
            figures = await this.orm.silent.call("medspa.dashboard", "read_figures", [
                toQuestion(this.state.filters),
            ]);
        } catch (caught) {
            error = caught;
        }
        if (asked !== this.asked) {
            return;
        }
        this.state.isReading = false;
        this.state.error = error && inWords(error);
        if (figures) {
            this.state.figures = markRaw(figures);
        } else if (
            !(error instanceof RPCError || error instanceof ConnectionLostError)
        ) {
            throw error;
        }
    }

    change(filters) {
        this.state.filters = filters;
        this.props.updateActionState(toUrl(filters));
        this.read();
    }

    print() {
        browser.print();
    }

    /** Show all days of the last weeks, of everybody and everything. */
    startAnew() {
        this.change(defaults());
    }

    get exportUrl() {
        const question = JSON.stringify(toQuestion(this.state.filters));
        return `${EXPORT}?filters=${encodeURIComponent(question)}`;
    }

    /** The days that the figures on the screen are of, or the asked ones before any. */
    get period() {
        const filters = this.state.figures?.filters;
        return filters && !this.state.isReading
            ? days(filters.date_from, filters.date_to)
            : days(...daysOf(this.state.filters));
    }

    get comparison() {
        const {compare_from: from, compare_to: to} = this.state.figures?.filters || {};
        return from && to ? _t("compared with %s", days(from, to)) : "";
    }

    /** A sheet of paper has no top bar that says whose figures these are. */
    get printedTitle() {
        return _t("%s: how inquiries were answered", user.activeCompany.name);
    }

    /** Which inquiries the printed page is of. */
    get narrowing() {
        const {choices, filters} = this.state.figures;
        const names = (records, ids) =>
            records.filter(({id}) => ids.includes(id)).map(({name}) => name);
        return [
            ...names(choices.teams, filters.team_ids),
            ...names(choices.sources, filters.source_ids),
            ...names(choices.treatments, filters.treatment_ids),
        ].join(", ");
    }

    get readAt() {
        const {generated_at: at} = this.state.figures;
        const moment = luxon.DateTime.fromISO(at, {zone: "utc"}).setZone("default");
        return moment.hasSame(luxon.DateTime.local(), "day")
            ? moment.toLocaleString(luxon.DateTime.TIME_SIMPLE)
            : formatDateTime(moment, {showSeconds: false});
    }

    get isNarrowed() {
        return isNarrowed(this.state.filters);
    }

    /** How a block or a figure is counted, in a sentence, if the server says it. */
    countingHelp(key) {
        return this.state.figures.counted[key];
    }

    doEmptyAction() {
        this.action.doAction(this.state.figures.empty.action.xmlid);
    }

    openWaiting() {
        this.action.doAction("medspa_speed_to_lead.medspa_waiting_action");
    }
}

registry.category("lazy_components").add("medspa_speed_to_lead.Dashboard", Dashboard);
