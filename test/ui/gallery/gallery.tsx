import 'temporal-polyfill/global';
import '../../../src/ui/ui.css';
import '../../../src/ui/print.css';
import '../../../src/app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { STATES } from './states.tsx';

const root = document.getElementById('root');
const wanted = new URLSearchParams(location.search).get('state');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      {STATES[wanted ?? ''] ?? (
        <main>
          <h1>Gallery</h1>
          <ul>
            {Object.keys(STATES).map((name) => (
              <li key={name}>
                <a href={`?state=${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        </main>
      )}
    </StrictMode>,
  );
}
