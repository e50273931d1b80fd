import { useRef, useState } from 'react';
import type { LocalDate } from '../../../ccm/chart.ts';
import type { ConditionJudgement } from '../../../ccm/month-assessment.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { State } from '../../../ui/State.tsx';
import { formatDate, list, plural } from '../../format.ts';
import type { PlanTemplate, TemplateProblem, TemplatesRead } from '../../queries/plan-templates.ts';
import type { NamedDraft } from '../edit-list.ts';
import type { PlanPerson } from '../plan-edit.ts';
import { fittingTemplates } from './fits.ts';
import { plainWords } from './merge-templates.ts';
import type { PlanNow } from './standing.ts';
import { TemplateOffer } from './TemplateOffer.tsx';
import './templates.css';

export interface TemplateDrawerProps {
  /** Undefined while the file is read. */
  readonly read: TemplatesRead | undefined;
  readonly onRetry: () => void;
  /** The patient's conditions as this month judges them. */
  readonly conditions: readonly ConditionJudgement[];
  readonly plan: PlanNow;
  readonly patient: PlanPerson;
  readonly today: LocalDate;
  readonly newId: () => string;
  /** Puts what a person accepted among the unsaved edits. */
  readonly onAccept: (drafts: readonly NamedDraft[]) => void;
}

/** Starting points by condition: those for this patient first, and what each would add. Nothing is added until it is accepted. */
export function TemplateDrawer({ read, onRetry, onAccept, ...rest }: TemplateDrawerProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const accept = (drafts: readonly NamedDraft[]) => {
    onAccept(drafts);
    // The button that was pressed goes away with what was accepted.
    heading.current?.focus();
  };
  return (
    <section className="template-drawer" aria-labelledby="templates-heading">
      <h3 id="templates-heading" ref={heading} tabIndex={-1}>
        Templates
      </h3>
      <p className="soft">
        Starting points; a clinician decides. Nothing is added until you accept it, and nothing is written until you save.
      </p>
      {read === undefined && <p className="soft">Reading the templates …</p>}
      {read?.kind === 'not-loaded' && (
        <State kind="failed" title="The templates could not be loaded" action={<Button onClick={onRetry}>Try again</Button>}>
          The file <code>{read.file}</code> did not come. The plan itself is not affected: goals and activities can be added by hand.
        </State>
      )}
      {read?.kind === 'read' && <Library {...rest} onAccept={accept} templates={read.templates} problems={read.problems} />}
    </section>
  );
}

interface LibraryProps extends Omit<TemplateDrawerProps, 'read' | 'onRetry'> {
  readonly templates: readonly PlanTemplate[];
  readonly problems: readonly TemplateProblem[];
}

function Library({ templates, problems, conditions, onAccept, ...rest }: LibraryProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState(0);
  const fits = fittingTemplates(templates, conditions);
  const fitting = fits.map(({ template }) => template);
  const others = templates.filter((template) => !fitting.includes(template));
  const words = plainWords(search);
  const found = others.filter(({ url, title }) => chosen.includes(url) || (words !== '' && plainWords(title).includes(words)));
  const choose = (url: string, isChosen: boolean) => {
    setAdded(0);
    setChosen((before) => (isChosen ? [...before, url] : before.filter((one) => one !== url)));
  };
  const picked = chosen.flatMap((url) => templates.find((template) => template.url === url) ?? []);
  const rowOf = (template: PlanTemplate) => (
    <TemplateRow
      key={template.url}
      template={template}
      conditions={fits.find((fit) => fit.template === template)?.conditions ?? []}
      isChosen={chosen.includes(template.url)}
      onChoose={(isChosen) => choose(template.url, isChosen)}
    />
  );
  return (
    <>
      {problems.length > 0 && <Problems problems={problems} />}
      {templates.length === 0 ? (
        <State kind="empty" title="No templates">
          The site’s file holds none that can be used. Goals and activities can be added by hand.
        </State>
      ) : (
        <>
          <fieldset className="template-list">
            <legend>For this patient’s conditions</legend>
            {fitting.map(rowOf)}
            {fitting.length === 0 && <p className="soft">No template is for a condition that counts this month.</p>}
          </fieldset>
          {others.length > 0 && (
            <fieldset className="template-list">
              <legend>Other templates</legend>
              <Field label="Find by condition" hint={`${plural(others.length, 'more template')}.`} width="normal">
                {(control) => (
                  <input
                    {...control}
                    type="search"
                    className="input"
                    autoComplete="off"
                    value={search}
                    onChange={(event) => setSearch(event.target.value)}
                  />
                )}
              </Field>
              {found.map(rowOf)}
              {words !== '' && found.length === 0 && (
                <output className="soft">None by that name. There are: {list(others.map(({ title }) => title))}.</output>
              )}
            </fieldset>
          )}
          {picked.length > 0 && (
            <TemplateOffer
              {...rest}
              picked={picked}
              library={templates}
              fits={fits}
              onAccept={(drafts) => {
                onAccept(drafts);
                setAdded(drafts.length);
                setChosen([]);
                setSearch('');
              }}
            />
          )}
          {added > 0 && rest.plan.unsaved.length > 0 && (
            <Notice tone="met" live="status" title={`${plural(added, 'change')} put on the list of unsaved changes`}>
              Go through them below and save. Nothing is in the plan yet.
            </Notice>
          )}
        </>
      )}
    </>
  );
}

interface TemplateRowProps {
  readonly template: PlanTemplate;
  readonly conditions: readonly ConditionJudgement[];
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

function TemplateRow({ template, conditions, isChosen, onChoose }: TemplateRowProps) {
  const { title, version, date, review, sources } = template;
  const names = [...new Set(conditions.map(({ condition }) => condition.display))].filter((name) => name !== title);
  return (
    <div className="template-row">
      <label className="option">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
        <span>
          {title}
          {names.length > 0 && <span className="soft"> for {list(names)}</span>}
        </span>
      </label>
      <details className="evidence">
        <summary>
          Version {version}, {review === undefined ? 'not reviewed by a clinician' : `reviewed by ${review.by}`}
        </summary>
        <p className="soft">
          Dated {formatDate(date)}
          {review !== undefined && `, reviewed ${formatDate(review.date)}`}. Sources:
        </p>
        <ul>
          {sources.map(({ label, url }) => (
            <li key={label}>
              {url === undefined ? (
                label
              ) : (
                <a href={url} target="_blank" rel="noreferrer noopener">
                  {label}
                </a>
              )}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Problems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const names = [...new Set(problems.map(({ template }) => template))];
  return (
    <Notice
      tone="attention"
      title={names.includes('') ? 'The file of templates cannot be used' : `${plural(names.length, 'template')} left out`}
    >
      <details className="evidence">
        <summary>What is wrong, for whoever keeps the file</summary>
        <ul>
          {problems.map(({ template, field, message }) => (
            <li key={`${template} ${field} ${message}`}>
              {template === '' ? 'The file' : template} {field !== '' && <code>{field}</code>} {message}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
