import { adviceFor, LaunchError } from '../launch/launch-error.ts';
import { State } from '../ui/State.tsx';
import { SettingsError } from './settings.ts';

export interface StartFailedProps {
  readonly error: unknown;
}

/** Why the app did not open, and what to do. Nothing of a patient is known here. */
export function StartFailed({ error }: StartFailedProps) {
  return (
    <main className="shell-main">
      <Reason error={error} />
    </main>
  );
}

function Reason({ error }: StartFailedProps) {
  if (error instanceof SettingsError) return <WrongSettings error={error} />;
  if (!(error instanceof LaunchError)) {
    return (
      <State kind="failed" level={1} title="Intervisit could not start">
        <p>
          Something went wrong that should not. Nothing was read and nothing was changed. Open Intervisit again from the patient’s chart.
        </p>
      </State>
    );
  }
  const { heading, advice } = adviceFor(error);
  return (
    <State kind="failed" level={1} title={heading}>
      <p>{advice}</p>
      {error.reason !== undefined && <p>The EHR said: {error.reason}</p>}
    </State>
  );
}

function WrongSettings({ error }: { readonly error: SettingsError }) {
  return (
    <State kind="failed" level={1} title="Intervisit is not set up correctly">
      <p>Whoever looks after this installation has to correct these settings; then open Intervisit again.</p>
      <div className="panel settings-problems">
        <table className="table table-stack">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What is wrong</th>
              <th scope="col">What stands there</th>
            </tr>
          </thead>
          <tbody>
            {error.problems.map(({ file, field, message, found = '' }) => (
              <tr key={`${file} ${field} ${message}`}>
                <td data-label="Where">
                  {file} <code>{field || '(the whole file)'}</code>
                </td>
                <td data-label="Wrong">{message}</td>
                <td data-label="Found">{found}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </State>
  );
}
