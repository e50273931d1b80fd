import 'temporal-polyfill/global';

// Waiting for what a screen shows ends when it is shown; the limit is for what never comes, on machines far slower than a developer's.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 20_000 });
}
