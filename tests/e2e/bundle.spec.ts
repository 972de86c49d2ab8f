import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { bundle } from '../../scripts/bundle.mjs';
import { expect, test as base } from './fixtures';
import { FigurePage } from './figure-page';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

interface Served {
  /** What Python is started with, before the port. */
  python: string[];
}

const test = base.extend<Served, { folder: string }>({
  /** What the ZIP unpacks to. */
  folder: [
    async ({}, use) => {
      const place = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
      for (const [name, bytes] of Object.entries(unzipSync(await bundle('dist')))) {
        const file = path.join(place, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, bytes);
      }
      await use(path.join(place, 'what-robust-networks-see'));
      await rm(place, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  python: [[], { option: true }],
  baseURL: async ({ folder, python }, use) => {
    const port = await freePort();
    const server = spawn(process.env['PYTHON'] ?? 'python3', [...python, String(port)], {
      cwd: folder,
      stdio: 'ignore',
    });
    const address = `http://localhost:${port}/`;
    const answers = () =>
      fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers, { timeout: 20_000 }).toBe(true);
    await use(address);
    server.kill();
  },
});

for (const [server, python, isIsolated] of [
  ['Python’s own server, on one thread', ['-m', 'http.server'], false],
  ['the server in it, isolated', ['serve.py', '--port'], true],
] as const)
  test.describe('The ZIP, unpacked,', () => {
    test.use({ python: [...python] });

    test(`runs from ${server}`, async ({ page }) => {
      const figure = new FigurePage(page);
      await figure.open('traversal', 'backend=wasm');
      await figure.button('Step').click();
      await figure.computed(1);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isIsolated);
      if (!isIsolated) await expect(figure.shell).toContainText(/WebAssembly[^.]*, one thread/);
    });
  });
