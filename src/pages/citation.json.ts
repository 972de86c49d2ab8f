import type { APIRoute } from 'astro';
import { version } from '../../package.json';
import { cslPart, cslWhole } from '../components/csl.ts';
import { article, parts } from '../series/registry.mjs';

/** The whole and each of its parts, for reference managers that read CSL-JSON. */
export const GET: APIRoute = ({ site }) => {
  const home = new URL(import.meta.env.BASE_URL, site);
  const whole = article();
  const named = parts().filter(({ number }) => number !== undefined);
  return Response.json([
    cslWhole(whole, home, version),
    ...named.map((part) => cslPart(whole, part, home, version)),
  ]);
};
