// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSave } from '../../src/app/use-save.ts';

test('two presses in one moment save once', async () => {
  let saves = 0;
  const { result } = renderHook(() => useSave('unclear'));
  const save = async () => {
    saves += 1;
    return 'stored';
  };
  await act(async () => {
    result.current.run(save);
    result.current.run(save);
  });
  expect(saves).toBe(1);
  expect(result.current).toMatchObject({ saving: false, result: 'stored' });
  await act(async () => result.current.run(save));
  expect(saves).toBe(2);
});

test('what breaks ends as unclear, and the next save may run', async () => {
  const { result } = renderHook(() => useSave('unclear'));
  await act(async () => result.current.run(() => Promise.reject(new Error('broken'))));
  expect(result.current).toMatchObject({ saving: false, result: 'unclear' });
  await act(async () => result.current.run(async () => 'stored'));
  expect(result.current.result).toBe('stored');
});
