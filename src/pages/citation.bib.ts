import type { APIRoute } from 'astro';
import { version } from '../../package.json';
import { bibtex, partBibtex } from '../components/bibtex.ts';
import { article, parts } from '../series/registry.mjs';

/** The whole and each of its parts, for reference managers that read BibTeX. */
export const GET: APIRoute = ({ site }) => {
  const home = new URL(import.meta.env.BASE_URL, site);
  const whole = article();
  const named = parts().filter(({ number }) => number !== undefined);
  const entries = [
    bibtex(whole, home.href, version),
    ...named.map((part) => partBibtex(whole, part, new URL(`${part.name}/`, home).href, version)),
  ];
  return new Response(`${entries.join('\n\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};
