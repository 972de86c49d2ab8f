import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../src/components/figures/shared/picture-input/header.ts';
import { readPicture } from '../../../src/components/figures/shared/picture-input/read.ts';
import { bad, good, height, promisedPng, width } from '../../picture-files.ts';

describe.each(Object.keys(good))('The header of %s', (name) => {
  test('gives its size as it is seen, upright, and says whether it moves', async () => {
    const header = readHeader(name, await good[name]!());
    expect(header).toMatchObject({ width, height, animated: name.startsWith('moving') });
  });
});

describe.each(Object.entries(bad))('The file %s', (name, { make, says }) => {
  // What only the decoder can find out is tested in a browser.
  const looksRight = ['truncated.jpg', 'hollow.png', 'phone.heic'].includes(name);
  test(looksRight ? 'has a header like any other' : 'is refused with one sentence', async () => {
    const file = await make();
    if (looksRight) expect(readHeader(name, file).width).toBeGreaterThan(0);
    else expect(() => readHeader(name, file)).toThrow(says);
  });
});

test('A refusal names the file, what was expected and what came, in one line', () => {
  const name = `${'very-'.repeat(30)}long.png`;
  expect(() => readHeader(name, promisedPng(9000, 9000))).toThrow(
    /^Expected very-very-very-very-very…ery-long\.png to be a picture of at most 64 megapixels, got 9000 × 9000 pixels; try a smaller copy of it\.$/,
  );
});

test.each([
  [8192, 7812],
  [16, 16],
])('A picture of %d x %d pixels is still within the limits', (wide, tall) => {
  expect(readHeader('x.png', promisedPng(wide, tall))).toMatchObject({ width: wide, height: tall });
});

test('The start of a file that was cut anywhere in its header is refused, and never hangs', async () => {
  for (const name of ['plain.jpg', 'plain.png', 'moving.gif', 'moving.webp', 'plain.avif']) {
    const file = await good[name]!();
    for (let length = 1; length < 64; length++) {
      const read = () => readHeader(name, file.subarray(0, length));
      try {
        expect(read()).toMatchObject({ width, height });
      } catch (error) {
        expect((error as Error).message).toMatch(/^Expected .* to be a picture .*, got .*; try .*\.$/);
      }
    }
  }
});

test('An AVIF that moves is a picture like any other, and no video', async () => {
  const avif = await good['plain.avif']!();
  avif.write('avis', 8);
  expect(readHeader('film.avif', avif)).toEqual({ type: 'avif', width, height, animated: true });
});

test('A folder, or a file that has gone, is refused in a sentence and not in the browser’s words', async () => {
  const gone = new Blob(['x']);
  gone.slice = () => {
    const part = new Blob();
    part.arrayBuffer = () =>
      Promise.reject(new DOMException('A requested file or directory could not be found.', 'NotFoundError'));
    return part;
  };
  await expect(readPicture(gone, 'holiday', 256)).rejects.toThrow(
    'Expected holiday to be a file that can be read, got a folder, or a file that has changed; try choosing a picture again.',
  );
});
