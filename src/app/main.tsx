import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserPage } from '../launch/page.ts';
import { App } from './App.tsx';
import { Mishap } from './Mishap.tsx';
import { start } from './start.ts';
import '../ui/ui.css';
import '../ui/print.css';
import './app.css';

const machineTime = () => Date.now();

// Browsers that have Temporal never load the polyfill.
const temporal = 'Temporal' in globalThis ? Promise.resolve() : import('temporal-polyfill/global');

// Begun outside React, which may mount a screen twice: a code in the address is spent once.
const starting = start((clock) => browserPage(machineTime, clock), machineTime, temporal);
await temporal;

const root = document.getElementById('root');
if (root !== null) {
  // React would write what it caught to the console, and an error of a reader or a rule may quote the chart.
  createRoot(root, { onCaughtError: () => undefined, onUncaughtError: () => undefined }).render(
    <StrictMode>
      <Mishap>
        <App starting={starting} />
      </Mishap>
    </StrictMode>,
  );
}
