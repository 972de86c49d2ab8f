import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { findWebKit } from '../../scripts/webkit.mjs';

type Programs = NonNullable<Awaited<ReturnType<typeof findWebKit>>>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** WebKitGTK on a screen of its own, by the few commands of WebDriver that its tests need. */
export class WebKit {
  readonly #children: readonly ChildProcess[];
  readonly #session: string;

  private constructor(children: readonly ChildProcess[], session: string) {
    this.#children = children;
    this.#session = session;
  }

  static async start({ driver, browser, screen }: Programs): Promise<WebKit> {
    const display = spawn(screen, ['-displayfd', '1', '-screen', '0', '1440x1000x24'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [number] = (await once(display.stdout!, 'data')) as [Buffer];
    const port = await freePort();
    const server = spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      // Threads, as Safari has them on an isolated page.
      env: { ...process.env, DISPLAY: `:${String(number).trim()}`, JSC_useSharedArrayBuffer: '1' },
    });
    const driverUrl = `http://127.0.0.1:${port}/session`;
    const options = { binary: browser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    for (let tries = 0; ; tries++) {
      try {
        const { sessionId } = await command<{ sessionId: string }>('POST', driverUrl, { capabilities });
        return new WebKit([server, display], `${driverUrl}/${sessionId}`);
      } catch (error) {
        if (tries === 40) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  /** Resolves when the page has loaded. */
  async open(url: string): Promise<void> {
    await command('POST', `${this.#session}/url`, { url });
  }

  /** What a function body comes to in the page. */
  run<T>(script: string): Promise<T> {
    return command<T>('POST', `${this.#session}/execute/sync`, { script, args: [] });
  }

  /** Looks again and again until an expression is neither false nor empty. */
  async until<T>(expression: string, ms: number): Promise<T> {
    for (const end = performance.now() + ms; ;) {
      const value = await this.run<T>(`return ${expression}`);
      if (value) return value;
      if (performance.now() > end)
        throw new Error(`Expected ${expression} within ${ms} ms, got ${String(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async resize(width: number, height: number): Promise<void> {
    await command('POST', `${this.#session}/window/rect`, { width, height });
  }

  async close(): Promise<void> {
    await command('DELETE', this.#session).catch(() => undefined);
    for (const child of this.#children) child.kill();
  }
}

async function command<T>(method: string, url: string, body?: object): Promise<T> {
  const answer = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const { value } = (await answer.json()) as { value: T & { message?: string } };
  if (!answer.ok) throw new Error(`WebDriver: ${value.message}`);
  return value;
}
