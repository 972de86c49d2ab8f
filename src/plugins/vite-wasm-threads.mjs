/**
 * Keeps TF.js's threaded wasm glue (4.22) whole through minification.
 *
 * The backend starts its threads from `factory.toString()`. The factory mentions `_scriptDir`, a variable outside
 * of it; renamed by a minifier it no longer exists in the threads, which then die with "e is not defined". A page
 * has no use for it, since the script always comes as a blob. It can go when the backend passes a script's URL.
 */
export function wasmThreads() {
  return {
    name: 'wasm-threads',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return undefined;
      const body = code.indexOf('function(WasmBackendModuleThreadedSimd)');
      const whole = code
        .slice(body)
        .replaceAll('if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', '')
        .replaceAll('||_scriptDir', '');
      if (whole.includes('_scriptDir'))
        throw new Error(
          'Expected to know every mention of _scriptDir in the threaded wasm glue, found another',
        );
      return { code: code.slice(0, body) + whole, map: null };
    },
  };
}
