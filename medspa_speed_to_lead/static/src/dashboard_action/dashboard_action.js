import {Component, onWillStart, useState} from "@odoo/owl";

import {AssetsLoadingError, loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const DASHBOARD = "medspa_speed_to_lead.Dashboard";
const lazyComponents = registry.category("lazy_components");

/** The manager's dashboard: few open it, so what it needs is loaded when they do. */
class DashboardAction extends Component {
    static template = "medspa_speed_to_lead.DashboardAction";
    static components = {Layout};
    static props = {...standardActionServiceProps};
    static displayName = _t("Dashboard");
    // an address with this path comes back here with what else it says in `params`
    static path = "dashboard-medspa";

    setup() {
        this.state = useState({isLoaded: false});
        onWillStart(() => this.load());
    }

    get Dashboard() {
        return lazyComponents.get(DASHBOARD);
    }

    /** Without the bundle (a broken line) the page says so and offers to try again. */
    async load() {
        if (!lazyComponents.contains(DASHBOARD)) {
            // the bundles of Odoo's own lazy views
            const isDark = cookie.get("color_scheme") === "dark";
            try {
                await loadBundle(`web.assets_backend_lazy${isDark ? "_dark" : ""}`);
            } catch (error) {
                if (!(error instanceof AssetsLoadingError)) {
                    throw error;
                }
                console.warn("The dashboard could not be loaded", error);
                return;
            }
        }
        this.state.isLoaded = true;
    }
}

registry.category("actions").add("medspa_dashboard", DashboardAction);
