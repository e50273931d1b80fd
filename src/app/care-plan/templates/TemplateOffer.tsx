import { useState } from 'react';
import type { LocalDate } from '../../../ccm/chart.ts';
import { Button } from '../../../ui/Button.tsx';
import { plural } from '../../format.ts';
import type { PlanTemplate, TemplateActivity, TemplateGoal } from '../../queries/plan-templates.ts';
import type { PlanPerson } from '../plan-edit.ts';
import { goalChoices, type NamedDraft } from '../edit-list.ts';
import { activityDraft, goalDraft, goalFault, goalFields, type GoalFields, linksTo } from './accepted.ts';
import type { Fit } from './fits.ts';
import { mergeTemplates, type Proposed } from './merge-templates.ts';
import { OfferedActivity } from './OfferedActivity.tsx';
import { OfferedGoal } from './OfferedGoal.tsx';
import { type PlanNow, standingOfActivity, standingOfGoal, type Standing } from './standing.ts';

interface TemplateOfferProps {
  /** The templates that a person chose. */
  readonly picked: readonly PlanTemplate[];
  readonly library: readonly PlanTemplate[];
  readonly fits: readonly Fit[];
  readonly plan: PlanNow;
  readonly patient: PlanPerson;
  readonly today: LocalDate;
  readonly newId: () => string;
  readonly onAccept: (drafts: readonly NamedDraft[]) => void;
}

/** What the chosen templates would add, thing by thing. */
export function TemplateOffer({ picked, library, fits, plan, patient, today, newId, onAccept }: TemplateOfferProps) {
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({});
  const [typed, setTyped] = useState<Readonly<Record<string, GoalFields>>>({});
  const [checked, setChecked] = useState(false);
  const { goals, activities } = mergeTemplates(picked);
  const offeredGoals = goals.map((proposed) => ({ proposed, standing: standingOfGoal(proposed, plan) }));
  const offeredActivities = activities.map((proposed) => ({ proposed, standing: standingOfActivity(proposed, plan, library) }));
  const isTicked = (key: string, standing: Standing) => isOffered(standing) && (ticks[key] ?? standing.kind === 'new');
  const fieldsOf = ({ key, item }: Proposed<TemplateGoal>) => typed[key] ?? goalFields(item, today);
  const wantedGoals = offeredGoals.filter(({ proposed, standing }) => isTicked(proposed.key, standing)).map(({ proposed }) => proposed);
  const wantedActivities = offeredActivities
    .filter(({ proposed, standing }) => isTicked(proposed.key, standing))
    .map(({ proposed }) => proposed);
  const count = wantedGoals.length + wantedActivities.length;
  const offered = [...offeredGoals, ...offeredActivities].filter(({ standing }) => isOffered(standing));
  const accept = () => {
    setChecked(true);
    if (wantedGoals.some((proposed) => goalFault(proposed.item, fieldsOf(proposed), today) !== null)) return;
    const added = new Map(wantedGoals.map((proposed) => [proposed, newId()] as const));
    const there = goalChoices({ goals: plan.goals }, plan.unsaved);
    onAccept([
      ...[...added].map(([proposed, id]) => goalDraft(proposed, fieldsOf(proposed), fits, id)),
      ...wantedActivities.map((proposed) => activityDraft(proposed, patient, linksTo(proposed.item.goals ?? [], goals, added, there))),
    ]);
  };
  const tickAll = (isOn: boolean) => setTicks(Object.fromEntries(offered.map(({ proposed }) => [proposed.key, isOn])));
  const common = (key: string, standing: Standing) => ({
    standing,
    isTicked: isTicked(key, standing),
    onTick: (isOn: boolean) => setTicks((before) => ({ ...before, [key]: isOn })),
  });
  return (
    <div className="template-offer">
      <div className="panel-head">
        <h4>What would be added</h4>
        {offered.length > 1 && (
          <Button kind="quiet" onClick={() => tickAll(count === 0)}>
            {count === 0 ? 'Tick all' : 'Untick all'}
          </Button>
        )}
      </div>
      {offeredGoals.length > 0 && (
        <fieldset className="template-items">
          <legend>Goals</legend>
          {offeredGoals.map(({ proposed, standing }) => {
            const fields = fieldsOf(proposed);
            return (
              <OfferedGoal
                key={proposed.key}
                goal={proposed.item}
                note={sharedNote(proposed, picked)}
                {...common(proposed.key, standing)}
                fields={fields}
                onFields={(fresh) => setTyped((before) => ({ ...before, [proposed.key]: { ...fields, ...fresh } }))}
                fault={checked ? goalFault(proposed.item, fields, today) : null}
              />
            );
          })}
        </fieldset>
      )}
      {offeredActivities.length > 0 && (
        <fieldset className="template-items">
          <legend>Activities</legend>
          {offeredActivities.map(({ proposed, standing }) => (
            <OfferedActivity
              key={proposed.key}
              activity={proposed.item}
              note={sharedNote(proposed, picked)}
              {...common(proposed.key, standing)}
            />
          ))}
        </fieldset>
      )}
      <div className="form-foot">
        <Button kind="primary" onClick={accept} disabledReason={count === 0 ? 'Tick what is to be added.' : undefined}>
          {count === 0 ? 'Add to the unsaved changes' : `Add ${plural(count, 'change')} to the unsaved`}
        </Button>
      </div>
    </div>
  );
}

function isOffered({ kind }: Standing): boolean {
  return kind === 'new' || kind === 'other-target';
}

function sharedNote({ from }: Proposed<TemplateGoal | TemplateActivity>, picked: readonly PlanTemplate[]): string {
  if (picked.length < 2) return '';
  return from.map(({ title }) => title).join(', ');
}
