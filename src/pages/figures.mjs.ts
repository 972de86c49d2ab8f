import type { APIRoute } from 'astro';
import { embedHeights } from '../components/figures/shell/embed-heights.ts';
import { manifests } from '../components/figures/manifests.ts';
import { permissions } from '../components/figures/shell/iframe.ts';
import source from '../embedding/figures-module.js?raw';

/** One module that puts figures into other pages: what the figures are, and then what works with that. */
export const GET: APIRoute = ({ site }) => {
  const figures = Object.fromEntries(
    manifests.map(({ name, title }) => [name, { title, heights: embedHeights(name) }]),
  );
  const known = [
    `/** Every figure by its name: its title, and its height by the width of its frame, in CSS pixels. */`,
    `export const figures = ${JSON.stringify(figures, null, 2)};`,
    `const builtFor = ${JSON.stringify(new URL(import.meta.env.BASE_URL, site).href)};`,
    `const permissions = ${JSON.stringify(permissions)};`,
  ].join('\n');
  return new Response(`${known}\n\n${source}`, { headers: { 'Content-Type': 'text/javascript' } });
};
