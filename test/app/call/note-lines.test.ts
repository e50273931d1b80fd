import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { completedLines, endOfLine, withLine, withoutLine } from '../../../src/app/call/note-lines.ts';

test('a label begins a line of its own at the end, once', () => {
  expect(withLine('', 'Medicines')).toBe('Medicines: ');
  expect(withLine('Sounds well', 'Medicines')).toBe('Sounds well\nMedicines: ');
  expect(withLine('Medicines: all taken', 'Medicines')).toBe('Medicines: all taken');
});

test('a line that was written on stays; an empty one goes', () => {
  expect(withoutLine('Medicines: all taken', 'Medicines')).toBe('Medicines: all taken');
  expect(withoutLine('Sounds well\nMedicines: \nSafety: no falls', 'Medicines')).toBe('Sounds well\nSafety: no falls');
  expect(withoutLine('Sounds well\nMedicines: ', 'Medicines')).toBe('Sounds well');
});

test('whatever is typed, a tick and its taking back lose none of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const ticked = withLine(before, 'Safety');
      expect(ticked.startsWith(before)).toBe(true);
      const typed = `${ticked}${after}`;
      const back = withoutLine(typed, 'Safety');
      for (const text of [before, after.trim()]) expect(back).toContain(text.replace(/\n$/, ''));
    }),
  );
});

test('the caret goes behind the topic’s line', () => {
  expect(endOfLine('a\nSafety: no\nb', 'Safety')).toBe('a\nSafety: no'.length);
  expect(endOfLine('a', 'Safety')).toBeNull();
});

test('in the kept note a topic nothing was written on was talked about', () => {
  expect(completedLines('Medicines: \nSafety: no falls \n', ['Medicines', 'Safety'])).toBe('Medicines: talked about.\nSafety: no falls');
});
