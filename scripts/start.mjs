// npm start: builds the production site and serves it on this machine. PORT chooses the port.
import process from 'node:process';
import { requireNode } from './node-version.mjs';
import { portFrom, serve } from './serve.mjs';
import { dist, runTool } from './tools.mjs';

requireNode();
try {
  const port = portFrom(process.env.PORT);
  // Asked first, because it is a pity to build the site only to learn that the port is taken.
  const probe = await serve('.', port);
  await probe.close();
  if ((await runTool('astro', ['build'])) !== 0) throw new Error('The site could not be built: see above.');
  const { url } = await serve(dist, port);
  console.log(`\n  What Robust Networks See is on ${url}\n  (Ctrl+C stops it.)\n`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
