import { expect, test } from 'vitest';
import { EngineError } from '../../../src/lib/engine/errors.ts';
import { asMemoryError } from '../../../src/lib/engine/memory.ts';

test.each([
  new RangeError('Array buffer allocation failed'),
  new RangeError('Invalid typed array length: 805306368'),

  new WebAssembly.RuntimeError('memory access out of bounds'),
  new WebAssembly.RuntimeError('unreachable'),
  new Error('Aborted(Cannot enlarge memory arrays to size 2147487744 bytes)'),
])('%s is told in a sentence that says what to do', (raw) => {
  const error = asMemoryError(raw) as Error;
  expect(error.name).toBe('MemoryError');
  expect(error.message).toMatch(/^Expected room .* Choose a smaller size, or close other pages/);
  expect(error.cause).toBe(raw);
});

test.each([
  new RangeError('a failed at step 2'),
  new EngineError('NumericError', 'Expected finite numbers, got others.'),
  new TypeError('x is not a function'),
  'a word',
])('%s is left as it is', (error) => expect(asMemoryError(error)).toBe(error));
