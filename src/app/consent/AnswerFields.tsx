import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { DayField } from '../DayField.tsx';
import { shownMoment } from '../moment.ts';
import { MomentInputs } from '../MomentInputs.tsx';
import type { ConsentFieldProps } from './consent-form.ts';
import { CHANNEL_TEXT, DECLINE_TEXT, RELATIONSHIPS } from './consent-text.ts';
import type { ConsentChannel, DeclineReason } from './consent-view.ts';
import { PractitionerField } from './PractitionerField.tsx';

const CHANNELS: readonly ConsentChannel[] = ['telephone', 'video', 'in-person', 'in-writing'];
const DECLINES: readonly DeclineReason[] = [
  'cost',
  'no-need-seen',
  'other-practice',
  'privacy',
  'time-and-calls',
  'family-advises-against',
  'no-reason-given',
  'other',
];

/** The answer: what it was, who gave it, how and when, and for which practitioner. */
export function AnswerFields(props: ConsentFieldProps) {
  const { fields, errors, set, desk } = props;
  return (
    <>
      <Choice
        legend="The answer"
        inline
        value={fields.answer}
        onChange={(answer) => set({ answer })}
        error={errors.answer}
        options={[
          { value: 'accepted', label: 'Accepted' },
          { value: 'declined', label: 'Declined' },
          { value: 'call-back', label: 'Call back' },
        ]}
      />
      <AnswerDetail {...props} />
      <Choice
        legend="Who answered"
        inline
        value={fields.answeredBy}
        onChange={(answeredBy) => set({ answeredBy })}
        error={errors.answeredBy}
        options={[
          { value: 'patient', label: desk.patientName === '' ? 'The patient' : `The patient, ${desk.patientName}` },
          { value: 'caregiver', label: 'A caregiver' },
        ]}
      />
      {fields.answeredBy === 'caregiver' && <CaregiverFields {...props} />}
      <Choice
        legend="How"
        inline
        value={fields.channel}
        onChange={(channel) => set({ channel })}
        error={errors.channel}
        options={CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_TEXT[channel] }))}
      />
      <WhenAndWho {...props} />
      <Field
        label="Questions and remarks"
        hint="What the patient asked or wants known; may stay empty."
        width="stretch"
        error={errors.remark}
      >
        {(control) => (
          <input {...control} className="input" value={fields.remark} onChange={(event) => set({ remark: event.target.value })} />
        )}
      </Field>
    </>
  );
}

function AnswerDetail({ fields, errors, set, desk }: ConsentFieldProps) {
  if (fields.answer === 'declined') {
    return (
      <Choice
        legend="Why"
        inline
        value={fields.declineReason}
        onChange={(declineReason) => set({ declineReason })}
        error={errors.declineReason}
        options={DECLINES.map((reason) => ({ value: reason, label: DECLINE_TEXT[reason] }))}
      />
    );
  }
  if (fields.answer !== 'call-back') return null;
  return (
    <DayField
      label="Call back on"
      value={fields.callBackOn}
      error={errors.callBackOn}
      min={desk.today}
      onChange={(callBackOn) => set({ callBackOn })}
    />
  );
}

function CaregiverFields({ fields, errors, set }: ConsentFieldProps) {
  return (
    <div className="form-grid">
      <Field label="Caregiver’s name" error={errors.caregiver}>
        {(control) => (
          <input {...control} className="input" value={fields.caregiver} onChange={(event) => set({ caregiver: event.target.value })} />
        )}
      </Field>
      <Field label="Relationship to the patient" error={errors.relationship}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={fields.relationship}
            onChange={(event) => set({ relationship: event.target.value })}
          >
            <option value="">Choose</option>
            {RELATIONSHIPS.map((relationship) => (
              <option key={relationship}>{relationship}</option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function WhenAndWho({ fields, errors, set, desk }: ConsentFieldProps) {
  const moment = shownMoment(fields, desk.now(), desk.timeZone);
  return (
    <div className="form-grid">
      <MomentInputs moment={moment} errors={errors} today={desk.today} set={set} />
      <PractitionerField
        label="Billing practitioner"
        value={fields.practitioner}
        error={errors.practitioner}
        onChange={(practitioner) => set({ practitioner })}
        desk={desk}
      />
    </div>
  );
}
