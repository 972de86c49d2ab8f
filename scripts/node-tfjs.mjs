// node --import ./scripts/node-tfjs.mjs script.ts
// Lets Node run src/lib as it stands. TF.js's gradients come as files that only bundlers can read; in Node the
// umbrella package registers the same ones.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const bundlersOnly = specifier === '@tensorflow/tfjs-core/dist/register_all_gradients';
    return nextResolve(bundlersOnly ? '@tensorflow/tfjs' : specifier, context);
  },
});

// TF.js advises tfjs-node, whose native library we neither need nor measure.
const { warn } = console;
console.warn = (...args) => (String(args[0]).includes('speed things up') ? undefined : warn(...args));
