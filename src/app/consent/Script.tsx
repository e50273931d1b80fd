import { useId } from 'react';
import { Choice } from '../../ui/Choice.tsx';
import type { ConsentFieldProps } from './consent-form.ts';
import { OPENING, QUESTION, SCRIPT, type ScriptFacts, type ScriptItem, type ScriptPart, unbroken } from './script.ts';

/**
 * What the patient is told, to be read aloud: each part in English and Spanish side by side, ticked as it is read. Where
 * there is no room for two, one can be put away.
 */
export function Script({ fields, errors, set, desk }: ConsentFieldProps) {
  const id = useId();
  const facts: ScriptFacts = {
    practice: desk.practiceName,
    practitioner: fields.practitioner?.name ?? null,
    phone: unbroken(desk.phone24x7),
    share: desk.estimatedShare,
  };
  const toggle = (part: ScriptPart) =>
    set({ read: fields.read.includes(part) ? fields.read.filter((one) => one !== part) : [...fields.read, part] });
  const required = SCRIPT.filter(({ isRequired }) => isRequired);
  const tongues = fields.tongues === '' ? (desk.speaks ?? 'both') : fields.tongues;
  const done = required.filter(({ part }) => fields.read.includes(part)).length;
  return (
    <>
      <div className="script-switch">
        <Choice
          legend="Script in"
          inline
          line
          value={tongues}
          onChange={(to) => set({ tongues: to })}
          options={[
            { value: 'both', label: 'Both' },
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
      </div>
      <fieldset
        className={`script script-${tongues}`}
        aria-invalid={errors.read === undefined ? undefined : true}
        aria-describedby={errors.read === undefined ? undefined : `${id}-error`}
      >
        <legend>
          Read to the patient, and tick each part as read{' '}
          <span className="soft">
            ({done} of {required.length} required parts)
          </span>
        </legend>
        <TwoTongues en={OPENING.en(facts)} es={OPENING.es(facts)} />
        <ol className="script-parts">
          {SCRIPT.map((item) => (
            <li key={item.part}>
              <Part item={item} facts={facts} isRead={fields.read.includes(item.part)} onToggle={() => toggle(item.part)} />
            </li>
          ))}
        </ol>
        <TwoTongues en={QUESTION.en(facts)} es={QUESTION.es(facts)} />
        {errors.read !== undefined && (
          <span className="field-error" id={`${id}-error`}>
            {errors.read}
          </span>
        )}
      </fieldset>
    </>
  );
}

interface PartProps {
  readonly item: ScriptItem;
  readonly facts: ScriptFacts;
  readonly isRead: boolean;
  readonly onToggle: () => void;
}

function Part({ item, facts, isRead, onToggle }: PartProps) {
  const id = useId();
  return (
    <div className={isRead ? 'script-part is-read' : 'script-part'}>
      <span className="option script-tick">
        <input id={id} type="checkbox" checked={isRead} onChange={onToggle} />
        <label htmlFor={id}>
          {item.title} <span className="soft">{item.isRequired ? 'required' : 'good practice'}</span>
        </label>
      </span>
      <TwoTongues en={item.words.en(facts)} es={item.words.es(facts)} />
    </div>
  );
}

function TwoTongues({ en, es }: { readonly en: string; readonly es: string }) {
  return (
    <div className="tongues">
      <p lang="en">{en}</p>
      <p lang="es">{es}</p>
    </div>
  );
}
