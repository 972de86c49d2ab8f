import { spawn, type ChildProcess } from 'node:child_process';
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

interface Unpacked {
  /** The folder that the ZIP unpacks to. */
  folder: string;
  /** Starts Python with these arguments there; gives the address. */
  start: (args: (port: number) => string[]) => Promise<string>;
}

const test = base.extend<Unpacked>({
  folder: async ({}, use) => {
    const place = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
    for (const [name, bytes] of Object.entries(unzipSync(await bundle('dist')))) {
      const file = path.join(place, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    await use(path.join(place, 'what-robust-networks-see'));
    await rm(place, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const started: ChildProcess[] = [];
    const python = process.env['PYTHON'] ?? 'python3';
    await use(async (args) => {
      const port = await freePort();
      started.push(spawn(python, args(port), { cwd: folder, stdio: 'ignore' }));
      const address = `http://localhost:${port}/`;
      const answers = () =>
        fetch(address).then(
          ({ ok }) => ok,
          () => false,
        );
      await expect.poll(answers, { timeout: 20_000 }).toBe(true);
      return address;
    });
    for (const one of started) one.kill();
  },
});

test('The ZIP, unpacked, runs from Python’s own server on one thread, and from the one in it on all', async ({
  page,
  start,
}) => {
  test.setTimeout(120_000);
  const figure = new FigurePage(page);
  const run = async (address: string) => {
    await page.goto(`${address}embed/attack/?backend=wasm`);
    await page.getByRole('button', { name: 'Run it' }).first().click();
    await figure.computed(1);
    return page.evaluate(() => crossOriginIsolated);
  };
  const plain = await start((port) => ['-m', 'http.server', String(port), '--bind', '127.0.0.1']);
  expect(await run(plain)).toBe(false);
  await expect(figure.shell).toContainText(/WebAssembly[^.]*, one thread/);
  expect(await run(await start((port) => ['serve.py', '--port', String(port)]))).toBe(true);
});
