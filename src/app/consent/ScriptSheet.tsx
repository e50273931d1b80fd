import type { ConsentDesk } from './consent-view.ts';
import { OPENING, QUESTION, SCRIPT, unbroken } from './script.ts';

const LINES = [
  ['Answer', 'Accepted ☐   Declined ☐   Call back ☐ on'],
  ['Answered by / Respondió', 'Patient ☐   Caregiver ☐, name and relationship'],
  ['How / Cómo', 'Telephone ☐   Video ☐   In person ☐   In writing ☐'],
  ['Day and time / Fecha y hora', ''],
  ['Asked by / Preguntó', ''],
  ['Signature, if in writing / Firma, si es por escrito', ''],
] as const;

/** The script as a blank form, seen on paper alone. */
export function ScriptSheet({ desk }: { readonly desk: ConsentDesk }) {
  const facts = {
    practice: desk.practiceName,
    practitioner: desk.billing?.name ?? null,
    phone: unbroken(desk.phone24x7),
    share: desk.estimatedShare,
  };
  return (
    <section className="consent-sheet" aria-hidden="true">
      <h2>Consent to chronic care management · Consentimiento para el manejo de cuidados crónicos</h2>
      <table>
        <tbody>
          <tr>
            <td lang="en" colSpan={2}>
              {OPENING.en(facts)}
            </td>
            <td lang="es">{OPENING.es(facts)}</td>
          </tr>
          {SCRIPT.map(({ part, words }) => (
            <tr key={part}>
              <td>☐</td>
              <td lang="en">{words.en(facts)}</td>
              <td lang="es">{words.es(facts)}</td>
            </tr>
          ))}
          <tr>
            <td lang="en" colSpan={2}>
              {QUESTION.en(facts)}
            </td>
            <td lang="es">{QUESTION.es(facts)}</td>
          </tr>
        </tbody>
      </table>
      <dl>
        {LINES.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
