import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedNarrative } from '../../src/app/bounded-narrative.ts';

test.each([
  ['<p>a</p>', '<p>a</p>'],
  ['<p class="x" onclick=\'y\'>a</p><br/>', '<p>a</p><br>'],
  ['<p title="a>b">c</p>', '<p>c</p>'],
  ["<p it's>a</p>", '<p>a</p>'],
  ['<P>a</P>', '<p>a</p>'],
  ['a<!-- <b>gone</b> -->b', 'ab'],
  ['<?xml version="1.0"?><!DOCTYPE div>a', 'a'],
  ['<script>if (a<b) "</p>"</script>a', 'a'],
  ['<style>p::after { content: "<b>"; }</style>a', 'a'],
  ['<form><svg><math><b>a</b></math></svg></form><h2>b</h2>', '<b>a</b><h2>b</h2>'],
  ['5 < 6 &amp; 7 > 6', '5 &lt; 6 &amp; 7 > 6'],
  ['<p>a<script>never closed', '<p>a'],
  ['<p>a<!-- never closed', '<p>a'],
  ['<p>a<b', '<p>a<b>'],
])('%j is %j to a parser', (xhtml, markup) => {
  expect(boundedNarrative(xhtml)).toEqual({ markup, isCut: false });
});

test('what is too long, or has too many tags, is cut and said to be', () => {
  const long = boundedNarrative(`<p>${'word '.repeat(500_000)}</p>`);
  expect(long.isCut).toBe(true);
  expect(long.markup.length).toBeLessThan(100_001);
  const many = boundedNarrative('<b id="1">x'.repeat(10_000));
  expect(many.isCut).toBe(true);
  expect(many.markup.match(/</g)).toHaveLength(5_000);
  expect(boundedNarrative('<b>x</b>'.repeat(2_500)).isCut).toBe(false);
});

test('whatever the text, no tag keeps an attribute, and text without tags keeps every word', () => {
  const pieces = fc.array(fc.constantFrom('<', '>', '"', "'", '/', '!', '--', '?', 'b', ' x=1', 'script', 'p', ' ', '&amp;', 'é'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(pieces, (parts) => {
      const { markup } = boundedNarrative(parts.join(''));
      for (const tag of markup.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(/^<\/?[a-z][a-z0-9]*>$/);
    }),
  );
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('<')),
      (text) => {
        expect(boundedNarrative(text).markup).toBe(text);
      },
    ),
  );
});
