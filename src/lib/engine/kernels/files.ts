import relaxedShared from './build/relaxed-shared.wasm?url';
import relaxed from './build/relaxed.wasm?url';
import simdShared from './build/simd-shared.wasm?url';
import simd from './build/simd.wasm?url';

/** Where the bundler put our binaries. */
export const kernelFiles = { relaxed, simd, 'relaxed-shared': relaxedShared, 'simd-shared': simdShared };
