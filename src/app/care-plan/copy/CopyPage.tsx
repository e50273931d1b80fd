import { useId, type ReactNode, type Ref } from 'react';
import { ChartText } from './ChartText.tsx';
import { CopyGoals } from './CopyGoals.tsx';
import { CopyMedicines } from './CopyMedicines.tsx';
import { CopySteps } from './CopySteps.tsx';
import { COPY_WORDS, longDate } from './copy-words.ts';
import type { CopyLanguage, CopySize, CopyView } from './copy-view.ts';
import './copy-page.css';

export interface CopyPageProps {
  readonly view: CopyView;
  readonly language: CopyLanguage;
  readonly size: CopySize;
  /** The sheet, whose content is what is kept as given. */
  readonly sheet?: Ref<HTMLElement>;
}

/** The patient's copy of the plan, as a sheet of paper. It holds nothing but what the patient is given. */
export function CopyPage({ view, language, size, sheet }: CopyPageProps) {
  const words = COPY_WORDS[language];
  const date = (text: string) => longDate(language, text);
  return (
    <article ref={sheet} className={size === 'large' ? 'plan-copy plan-copy-large' : 'plan-copy'} lang={language} aria-label={words.title}>
      <header>
        <h1>{words.title}</h1>
        <p className="copy-name">{view.patientName}</p>
        <p className="copy-facts">
          {view.birthDate !== undefined && (
            <span>
              {words.born}: {date(view.birthDate)}
            </span>
          )}
          <span>
            {words.date}: {date(view.today)}
          </span>
          <span>
            {words.from}: {view.practiceName}
          </span>
        </p>
        <p>{words.about}</p>
        <Phone view={view} language={language} />
        {language !== 'en' && (
          <p className="copy-legend">
            <span className="copy-mark">*</span> {words.asWritten}
          </p>
        )}
      </header>
      {view.problems.length > 0 && (
        <Part heading={words.problems}>
          <ul>
            {view.problems.map((problem) => (
              <li key={problem}>
                <ChartText language={language}>{problem}</ChartText>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part heading={words.goals}>
        <CopyGoals goals={view.goals} language={language} />
      </Part>
      <Part heading={words.youDo}>
        <CopySteps steps={view.patientSteps} language={language} none={words.youDoNothing} people={words.together} />
      </Part>
      <Part heading={words.weDo}>
        <CopySteps steps={view.practiceSteps} language={language} none={words.weDoNothing} people={words.doneBy} />
      </Part>
      <Part heading={words.medicines}>
        <CopyMedicines medicines={view.medicines} saidOn={view.medicinesSaidOn} language={language} />
      </Part>
      <Part heading={words.helpers}>
        <Helpers view={view} language={language} />
      </Part>
      <Part heading={words.whenToCall}>
        <p>{words.callLead}</p>
        {view.whenToCall.length > 0 && (
          <ul>
            {view.whenToCall.map((instruction) => (
              <li key={instruction} className="copy-lines">
                <ChartText language={language}>{instruction}</ChartText>
              </li>
            ))}
          </ul>
        )}
        <Phone view={view} language={language} />
      </Part>
      <Part heading={words.review}>
        <Review view={view} language={language} />
      </Part>
      <footer>{words.plan(view.begun === undefined ? null : date(view.begun), view.versionId ?? null)}</footer>
    </article>
  );
}

function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

type InLanguage = Pick<CopyPageProps, 'view' | 'language'>;

function Phone({ view, language }: InLanguage) {
  const words = COPY_WORDS[language];
  return (
    <div className="copy-phone">
      <p>
        {words.callUs}: {view.phone24x7 === null ? <span className="copy-blank" /> : <b>{view.phone24x7}</b>}
      </p>
      <p>{words.emergency}</p>
    </div>
  );
}

function Helpers({ view: { helpers }, language }: InLanguage) {
  if (helpers.length === 0) return <p>{COPY_WORDS[language].noHelpers}</p>;
  return (
    <ul>
      {helpers.map(({ name, role }) => (
        <li key={name}>
          <b>{name}</b>
          {role !== undefined && (
            <>
              , <ChartText language={language}>{role}</ChartText>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Review({ view: { review }, language }: InLanguage) {
  const words = COPY_WORDS[language];
  const next = review?.next;
  return (
    <p>
      {next === undefined ? (review?.isDue === true ? words.reviewDue : words.reviewOpen) : words.reviewOn(longDate(language, next))}
      {review?.every !== undefined && ` ${words.reviewEvery(words.every(review.every))}`}
    </p>
  );
}
