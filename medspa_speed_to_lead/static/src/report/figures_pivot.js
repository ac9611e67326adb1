import {registry} from "@web/core/registry";
import {PivotModel} from "@web/views/pivot/pivot_model";
import {pivotView} from "@web/views/pivot/pivot_view";

/**
 * A share or a duration of nothing is empty. Odoo shows it as zero: "0 % came", where
 * nobody was expected.
 */
class FiguresPivotModel extends PivotModel {
    _getMeasurements(group, config) {
        const measurements = super._getMeasurements(group, config);
        for (const name of Object.keys(measurements)) {
            const {aggregator} = config.metaData.fields[name] || {};
            if (aggregator !== "sum" && [null, false].includes(measurements[name])) {
                delete measurements[name];
            }
        }
        return measurements;
    }
}

registry.category("views").add("medspa_figures_pivot", {
    ...pivotView,
    Model: FiguresPivotModel,
});
