import { guessBackend } from './device.ts';

// A page that asks its own main thread for WebGL holds up a slow phone for a tenth of a second.
postMessage(await guessBackend());
