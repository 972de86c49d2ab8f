import type { BackendName } from '../../../lib/engine/backend-name.ts';
import type { FigureRun } from './run.svelte.ts';
import type { Stepped } from './stepped.ts';

const backendWords: Record<BackendName, string> = {
  webgpu: 'your GPU (WebGPU)',
  webgl: 'your GPU (WebGL)',
  wasm: 'your processor (WebAssembly)',
  cpu: 'your processor (JavaScript)',
};

/** 6 903 211 bytes -> "6.9 MB"; below a tenth of a megabyte, kilobytes. */
export function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What "Run it" will cost and where it will compute. */
export function promise(backend: BackendName, downloadBytes: number): string {
  const download = downloadBytes > 1e6 ? ` after a download of ${megabytes(downloadBytes)}, once` : '';
  return `Computes on ${backendWords[backend]}${download}.`;
}

const pauseReasons = {
  reader: '',
  'other figure': ', because another figure is running',
  'out of view': ', while out of view',
} as const;

/** What a run is doing now, in one short sentence. */
export function describe(run: FigureRun<Stepped>): string {
  const { phase, status, of, stepsPerSecond } = run;
  const step = run.frameAt(run.count - 1)?.step ?? 0;
  switch (phase) {
    case 'idle':
      return '';
    case 'paused':
      return `Paused at step ${step} of ${of}${pauseReasons[run.pausedBy ?? 'reader']}.`;
    case 'done':
      // Some optimisers end before the plan does.
      return step < of
        ? `Finished at step ${step} of ${of}: no further step makes it better.`
        : `Finished: ${of} steps.`;
    case 'failed':
      return '';
    case 'running':
      if (status?.phase === 'downloading') {
        return `Downloading ${(status.loaded / 1e6).toFixed(1)} of ${megabytes(status.total)}.`;
      }
      if (status?.phase === 'running' && run.count > 0) {
        const speed =
          stepsPerSecond > 0 ? `, ${stepsPerSecond.toFixed(stepsPerSecond < 10 ? 1 : 0)} steps a second` : '';
        return `Step ${step} of ${of}${speed}.`;
      }
      return status?.phase === 'preparing' ? 'Preparing the computation, once.' : 'Starting.';
  }
}
