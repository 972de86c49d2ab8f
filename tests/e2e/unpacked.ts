// The ZIP that `npm run bundle` makes, unpacked and served by Python, which is a web server of somebody else's.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { bundle } from '../../scripts/bundle.mjs';

/** Packs a built site and unpacks it again. @returns the folder to serve */
export async function unpacked(dist: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const place = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
  for (const [name, bytes] of Object.entries(unzipSync(await bundle(dist)))) {
    const file = path.join(place, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  return {
    folder: path.join(place, 'what-robust-networks-see'),
    remove: () => rm(place, { recursive: true, force: true }),
  };
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Python's own server: plain files, no header of ours, no compression. */
export const ownServer = ['-m', 'http.server'];
/** The one in the ZIP, which sends the headers for isolation. */
export const serverInZip = ['serve.py', '--port'];

/**
 * Has Python serve a folder.
 * @param python what it is started with, before the port
 * @throws if it does not answer within twenty seconds
 */
export async function servedByPython(folder: string, python: readonly string[]) {
  const port = await freePort();
  const server = spawn(process.env['PYTHON'] ?? 'python3', [...python, String(port)], {
    cwd: folder,
    stdio: 'ignore',
  });
  const url = `http://localhost:${port}/`;
  const close = () => server.kill();
  for (let i = 0; i < 200; i++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return { url, close };
    await setTimeout(100);
  }
  close();
  throw new Error(`Expected Python to serve ${folder} at ${url}, got no answer.`);
}
