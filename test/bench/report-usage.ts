import { writeSync } from 'node:fs';

// Loaded before the program that is measured: tells at its end what it used, on a channel of its own.
process.on('exit', () => {
  writeSync(3, JSON.stringify({ peakKiB: process.resourceUsage().maxRSS }));
});
