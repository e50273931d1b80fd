import type { EntryRow } from './entry-rows.ts';
import { WHERE_TEXT } from './save-text.ts';
import { CONTACT_MODE_TEXT } from './vocabulary-text.ts';

/** An entry's note, contact, conditions and place in the EHR; its person too, where the table has no column for that. */
export function EntryDetails({ row }: { readonly row: EntryRow }) {
  const { logged } = row;
  const facts = [
    logged?.contactMode !== undefined && CONTACT_MODE_TEXT[logged.contactMode],
    logged?.conditionNames !== undefined && logged.conditionNames.length > 0 && logged.conditionNames.join(', '),
    logged?.where !== undefined && `kept ${WHERE_TEXT[logged.where]}`,
    logged !== undefined && row.reference,
  ].filter((fact) => typeof fact === 'string');
  return (
    <div className="entry-details">
      {logged?.note !== undefined && <p className="entry-note">{logged.note}</p>}
      <p className="soft entry-by">{row.person}</p>
      {facts.length > 0 && <p className="soft">{facts.join(' · ')}</p>}
    </div>
  );
}
