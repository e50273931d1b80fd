import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { VerifyPage } from './VerifyPage.tsx';
import { openChecker } from './checker.ts';
import '../ui/ui.css';
import './verify.css';

const root = document.getElementById('root');
if (root !== null) {
  // React would write what it caught to the console, and an error may quote the packet.
  createRoot(root, { onCaughtError: () => undefined, onUncaughtError: () => undefined }).render(
    <StrictMode>
      <VerifyPage opening={openChecker()} />
    </StrictMode>,
  );
}
