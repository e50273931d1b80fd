import type { ServiceMonth } from '../../ccm/chart.ts';
import type { Saving } from '../queries/signed-in.ts';
import { Notice } from '../../ui/Notice.tsx';
import { plural, sentenceCase } from '../format.ts';
import type { Access } from '../queries/access.ts';
import { useEhr } from '../queries/ehr.ts';
import { href } from '../routes.ts';
import { downloadText } from '../timekeeping/download-text.ts';
import { CopyForIt } from './CopyForIt.tsx';
import { itText } from './it-text.ts';
import { missingTexts } from './missing-text.ts';
import { noticeTitle } from './notice-title.ts';

export interface EhrNoticeProps {
  readonly access: Access;
  readonly reading: Saving['reading'];
  readonly month: ServiceMonth;
}

const SHOWN = 3;

/** Before work starts: what this EHR will not keep as hoped, and what it did not grant. Nothing where all is as hoped. */
export function EhrNotice({ access, reading, month }: EhrNoticeProps) {
  const { view } = useEhr(access, reading, month);
  const title = noticeTitle(view);
  if (title === null) return null;
  const lacking = view.missing.flatMap(missingTexts);
  const text = itText(view);
  return (
    <Notice
      tone="attention"
      title={title}
      action={
        <>
          <a href={href({ month, screen: 'ehr' })}>What this EHR allows</a>
          {lacking.length > 0 && <CopyForIt text={text} onRefused={() => downloadText(text, 'intervisit-what-this-ehr-allows.txt')} />}
        </>
      }
    >
      {lacking.length > 0 && (
        <ul>
          {lacking.slice(0, SHOWN).map((one) => (
            <li key={one}>{sentenceCase(one)}.</li>
          ))}
          {lacking.length > SHOWN && <li>And {plural(lacking.length - SHOWN, 'thing')} more.</li>}
        </ul>
      )}
    </Notice>
  );
}
