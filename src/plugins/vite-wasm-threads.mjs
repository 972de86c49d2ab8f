import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const blobOfGlue =
  /new Blob\(\[`var WasmBackendModuleThreadedSimd = ` \+\s*wasmFactoryThreadedSimd\.toString\(\)\], \{ type: 'text\/javascript' \}\)/;
const blobOfThread =
  /const response = wasmWorkerContents\.replace\(\/\\n\/g, '\\\\n'\);\s*const blob = new Blob\(\[response\], \{ type: 'application\/javascript' \}\);\s*return URL\.createObjectURL\(blob\);/;
const eightThreads = /var pthreadPoolSize=8;/;
const importOfGlue =
  /if\(typeof e\.data\.urlOrBlob=="string"\)\{importScripts\(e\.data\.urlOrBlob\)\}else\{.*?URL\.revokeObjectURL\(objectUrl\)\}/;

/** As many as TF.js takes, which is half the cores, and never more than it starts by itself. */
const threadsTaken = 'var pthreadPoolSize=Math.min(8,navigator.hardwareConcurrency>>1);';

function replaceOnce(text, pattern, replacement, what) {
  if (!pattern.test(text)) throw new Error(`Expected to find ${what} in tfjs-backend-wasm, found none.`);
  return text.replace(pattern, () => replacement);
}

/** What a thread runs: the glue that TF.js starts it with, and the script around it. */
async function threadScript(glueFile) {
  const glue = await readFile(glueFile, 'utf8');
  const { wasmWorkerContents } = createRequire(import.meta.url)(glueFile.replace(/\.js$/, '.worker.js'));
  // The package keeps the script in a template that has eaten the backslashes of its line ends.
  const thread = wasmWorkerContents.replaceAll('\n', '\\n');
  return `${glue}\n${replaceOnce(thread, importOfGlue, '', 'how a thread loads its glue')}`;
}

/**
 * Lets the threads of TF.js's wasm backend (4.22) start from a file of the site. The backend starts them from blobs
 * that it makes of its own source: a Content-Security-Policy without `blob:` forbids those, and the backend then
 * waits for its threads for ever. Minified, the source would not even run, since it mentions a variable outside of
 * it. It can go when the backend takes the address of a script.
 *
 * And it starts no more of them than are asked for: the backend starts eight, on a phone of two cores as well, each a
 * worker that compiles the whole program and then waits for the rest of the visit.
 * @returns {import('vite').Plugin}
 */
export function wasmThreads() {
  return {
    name: 'wasm-threads',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /tfjs-backend-wasm\/(dist\/backend_wasm|wasm-out\/tfjs-backend-wasm-threaded-simd)\.js/ },
      async handler(code, id) {
        if (id.includes('wasm-out'))
          return { code: replaceOnce(code, eightThreads, threadsTaken, 'the number of threads'), map: null };
        const folder = path.join(path.dirname(id.split('?')[0]), '..', 'wasm-out');
        const source = await threadScript(path.join(folder, 'tfjs-backend-wasm-threaded-simd.js'));
        const reference = this.emitFile({ type: 'asset', name: 'wasm-thread.js', source });
        const address = `import.meta.ROLLUP_FILE_URL_${reference}`;
        const started = replaceOnce(code, blobOfThread, `return ${address};`, "the threads' script");
        return { code: replaceOnce(started, blobOfGlue, address, "the threads' glue"), map: null };
      },
    },
  };
}
