import {AttendeeCalendarCommonPopover} from "@calendar/views/attendee_calendar/common/attendee_calendar_common_popover";
import {patch} from "@web/core/utils/patch";

/**
 * Say in the calendar itself who came: one click in the popover of a consultation.
 */
patch(AttendeeCalendarCommonPopover.prototype, {
    /** "upcoming", "unresolved" or "known"; false where the viewer has no say. */
    get consultationStep() {
        return this.props.record.rawRecord.consultation_step;
    },

    async onSayOutcome(method) {
        const {id} = this.props.record;
        const {model} = this.props;
        const action = await this.orm.call("calendar.event", method, [[id]]);
        this.props.close();
        await this.actionService.doAction(action, {onClose: () => model.load()});
    },
});
