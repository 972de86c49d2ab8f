import { readFile } from 'node:fs/promises';
import type { BackendName } from '../src/lib/engine/backend-name.ts';
import type { ConfigOf, ExperimentTable, FrameOf } from '../src/lib/engine/experiment.ts';
import { EngineHost } from '../src/lib/engine/host.ts';
import { experiments } from '../src/lib/experiments/index.ts';
import { buildNet, untrained } from '../src/lib/nets/index.ts';

const base = new URL('../public/weights/', import.meta.url);

/** Reads `public/` from the disk where a page would ask its server. */
const fetchFile = (async (url: string | URL | Request) => {
  const bytes = await readFile(new URL(String(url))).catch(() => undefined);
  return bytes ? new Response(bytes) : new Response(null, { status: 404 });
}) as typeof fetch;

/** The engine in Node, on the repository's own weights: for posters, benchmarks and tests. */
export const openNodeEngine = (backend: BackendName = 'wasm') => openEngineOf(experiments, backend);

/** The same for other experiments than the page's. */
export async function openEngineOf<Table extends ExperimentTable>(
  table: Table,
  backend: BackendName = 'wasm',
) {
  const host = new EngineHost(table, buildNet, { fetch: fetchFile }, untrained);
  const report = await host.open({ backend, weightsBase: base.href });

  async function* frames<Name extends keyof Table & string>(
    name: Name,
    config: ConfigOf<Table[Name]>,
  ): AsyncGenerator<FrameOf<Table[Name]>, void, void> {
    const job = host.start(name, config);
    try {
      for (let result = await host.next(job); !result.done; result = await host.next(job)) {
        yield result.value as FrameOf<Table[Name]>;
      }
    } finally {
      await host.close(job);
    }
  }

  return { host, report, frames };
}
