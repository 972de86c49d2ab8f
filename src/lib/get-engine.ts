import { parseBackendName } from './engine/backend-name.ts';
import { parseKernelsName } from './engine/kernels-name.ts';
import { Engine } from './engine/client.ts';
import type { Experiments } from './experiments/index.ts';

let engine: Engine<Experiments> | undefined;

/** The page's one engine. Making it costs nothing: the worker starts with the first run. */
export function getEngine(): Engine<Experiments> {
  const params = new URLSearchParams(location.search);
  engine ??= new Engine(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }), {
    backend: parseBackendName(params.get('backend')),
    kernels: parseKernelsName(params.get('kernels')),
    weightsBase: new URL(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}weights/`, location.href).href,
  });
  return engine;
}
