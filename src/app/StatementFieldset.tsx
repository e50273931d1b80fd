import type { GlobalSurgery, MdmComplexity, ModelParticipation } from '../ccm/chart.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { findingSentence } from './finding-text.ts';
import { href } from './routes.ts';
import { asksWhetherBilling, type StatementFieldProps } from './statement-form.ts';
import { COMPLEXITY_TEXT, matterText, MODEL_TEXT, RELATION_TEXT } from './statement-text.ts';
import type { Matter } from './statement-view.ts';
import { StatementDate } from './StatementDate.tsx';
import { VisitFields } from './VisitFields.tsx';
import { YesNo } from './YesNo.tsx';

export interface StatementFieldsetProps extends StatementFieldProps {
  readonly matter: Matter;
}

/** The fields that the matter asks for, beside the reason. */
export function StatementFieldset(props: StatementFieldsetProps) {
  const { matter } = props;
  switch (matter.about) {
    case 'significant-risk':
    case 'care-plan-revised':
      return <YesNo {...props} name="answer" legend={matterText(matter).asks} />;
    case 'condition-override':
      return (
        <YesNo {...props} name="answer" legend={`${matter.display}: ${matterText(matter).asks}`} yes="It counts" no="It does not count" />
      );
    case 'rule-confirmed':
      return (
        <YesNo
          {...props}
          name="answer"
          legend={matterText(matter).asks}
          yes={findingSentence({ ruleId: matter.ruleId, verdict: 'met' })}
          no={findingSentence({ ruleId: matter.ruleId, verdict: 'not-met' })}
        />
      );
    case 'twelve-months':
    case 'others-billing':
      return <p>{matterText(matter).asks}</p>;
    case 'care-plan-signed':
      return <SignedPlan {...props} />;
    case 'initiating-visit':
      return <VisitFields {...props} />;
    case 'mdm-complexity':
      return <ComplexityFields {...props} />;
    case 'g0506':
      return <PlanningFields {...props} />;
    case 'global-surgery':
      return <SurgeryFields {...props} />;
    case 'model-participation':
      return <ModelField {...props} />;
    case 'care-plan-copy-given':
      return <CopyFields {...props} />;
    default:
      return matter satisfies never;
  }
}

function SignedPlan({ statements }: StatementFieldProps) {
  const { plan, month } = statements;
  const what = plan?.versionId === undefined ? 'the plan' : `version ${plan.versionId}`;
  return (
    <>
      <p>{matterText({ about: 'care-plan-signed' }).asks}</p>
      <p className="soft">
        What you sign is {what} as it stands under <a href={href({ month, screen: 'plan' })}>Care plan</a>. If somebody changes it before
        you record, nothing is signed.
      </p>
    </>
  );
}

const LEVELS: readonly MdmComplexity[] = ['low', 'moderate', 'high'];

function ComplexityFields(props: StatementFieldProps) {
  const { fields, errors, set, statements } = props;
  return (
    <>
      <Choice
        legend={matterText({ about: 'mdm-complexity' }).asks}
        inline
        value={fields.level}
        onChange={(level) => set({ level })}
        error={errors.level}
        options={LEVELS.map((level) => ({ value: level, label: COMPLEXITY_TEXT[level] }))}
      />
      {asksWhetherBilling(statements.stater) ? (
        <YesNo {...props} name="isBilling" legend="Are you this patient’s billing practitioner? The chart names none." />
      ) : (
        <p className="soft">Judged by you in person, as the billing practitioner.</p>
      )}
    </>
  );
}

function PlanningFields(props: StatementFieldProps) {
  return (
    <>
      <YesNo {...props} name="answer" legend={matterText({ about: 'g0506' }).asks} />
      {props.fields.answer === 'yes' && (
        <>
          <StatementDate {...props} name="date" label="Day of the initiating visit" />
          <YesNo {...props} name="personally" legend="Did the billing practitioner do it in person?" />
          <YesNo {...props} name="beyondUsual" legend="Did it go beyond the visit’s usual effort?" />
          <YesNo {...props} name="billedBefore" legend="Was G0506 ever billed before for this patient?" />
        </>
      )}
    </>
  );
}

const RELATIONS: readonly GlobalSurgery['practitioner'][] = ['same', 'same-group', 'other'];

function SurgeryFields(props: StatementFieldProps) {
  const { fields, errors, set } = props;
  return (
    <>
      <YesNo {...props} name="answer" legend={matterText({ about: 'global-surgery' }).asks} />
      {fields.answer === 'yes' && (
        <>
          <Choice
            legend="Who operated"
            value={fields.practitioner}
            onChange={(practitioner) => set({ practitioner })}
            error={errors.practitioner}
            options={RELATIONS.map((relation) => ({ value: relation, label: RELATION_TEXT[relation] }))}
          />
          <div className="form-grid">
            <StatementDate {...props} name="date" label="First day" />
            <StatementDate {...props} name="end" label="Last day" />
          </div>
        </>
      )}
    </>
  );
}

const MODELS: readonly ModelParticipation[] = ['GUIDE-aligned', 'ACCESS-participant-aligned'];

function ModelField({ fields, errors, set }: StatementFieldProps) {
  return (
    <Choice
      legend={matterText({ about: 'model-participation' }).asks}
      value={fields.model}
      onChange={(model) => set({ model })}
      error={errors.model}
      options={[{ value: 'none', label: 'None' }, ...MODELS.map((model) => ({ value: model, label: MODEL_TEXT[model] }))]}
    />
  );
}

function CopyFields(props: StatementFieldProps) {
  const { fields, errors, set } = props;
  return (
    <>
      <p>{matterText({ about: 'care-plan-copy-given' }).asks}</p>
      <p className="soft">
        A copy in plain words is printed under <a href={href({ month: props.statements.month, screen: 'copy' })}>Copy for the patient</a>;
        recorded there, what was given is kept as well.
      </p>
      <div className="form-grid">
        <StatementDate {...props} name="date" label="Given on" />
        <Field label="Given to" hint="The patient, or the caregiver by name." error={errors.to}>
          {(control) => <input {...control} className="input" value={fields.to} onChange={(event) => set({ to: event.target.value })} />}
        </Field>
      </div>
    </>
  );
}
