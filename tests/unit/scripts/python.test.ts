import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPython, NoPythonError, usualPythons } from '../../../scripts/python.mjs';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'python-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that answers as a Python that lacks these modules. */
async function pythonWithout(name: string, modules: string, exitCode = 0) {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\necho "${modules}"\nexit ${exitCode}\n`);
  await chmod(file, 0o755);
  return file;
}

describe.skipIf(process.platform === 'win32')('The search for a Python', () => {
  test('takes the one that PYTHON names', async () => {
    const file = await pythonWithout('whole', '');
    expect(await findPython({ env: { PYTHON: file } })).toBe(file);
  });

  test('does not replace a PYTHON that lacks something, and says what', async () => {
    const file = await pythonWithout('lacking', 'torch pytest');
    await expect(findPython({ env: { PYTHON: file } })).rejects.toThrow(
      `PYTHON is ${file}, which lacks torch, pytest: install training/requirements.txt there.`,
    );
  });

  test('does not replace a PYTHON that does not start', async () => {
    const file = await pythonWithout('broken', '', 1);
    await expect(findPython({ env: { PYTHON: file } })).rejects.toThrow(NoPythonError);
    await expect(findPython({ env: { PYTHON: '/nowhere/python' } })).rejects.toThrow(
      'no Python starts there',
    );
  });

  test('takes the first in the PATH that has everything', async () => {
    const file = await pythonWithout('python3', '');
    expect(await findPython({ env: { PATH: `/nowhere:${folder}` } })).toBe(file);
  });
});

test('A system’s own Python is asked too, after those of the PATH', () => {
  const places = usualPythons('linux', { PATH: '/opt/env/bin:relative' });
  expect(places).toEqual(['/opt/env/bin/python3', '/usr/bin/python3']);
});
