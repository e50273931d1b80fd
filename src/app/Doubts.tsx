import { Status } from '../ui/Status.tsx';

/** What is unusual and still may be saved: the person is asked, not stopped. */
export function Doubts({ doubts }: { readonly doubts: readonly string[] }) {
  return (
    <div className="doubts" aria-live="polite">
      {doubts.map((doubt) => (
        <p key={doubt}>
          <Status tone="attention">{doubt}</Status>
        </p>
      ))}
    </div>
  );
}
