// Pages of another origin that hold figures, with none of the headers that a figure likes to have: as a learning
// platform, a reveal.js deck, a MyST book and a notebook's export put them there.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** @param site the address of the figures @param frame the code that Share gives for a figure */
type Host = (site: string, frame: string) => string;

const look = `<style>
  :root { color-scheme: light dark; }
  body { margin: 0 auto; max-width: 1000px; font: 16px/1.5 sans-serif; }
</style>`;

/** A block of HTML in a course page: what an author pastes, cleaned, between what the platform adds. */
const course: Host = (_, frame) => `<!doctype html><html lang="en"><head><title>Week 3</title>${look}</head>
<body><main><div class="no-overflow"><p>Read, then try.</p>${frame}<p>Hand in by Friday.</p></div></main></body></html>`;

/** As reveal.js's own template has it; the figure is on the second slide, by its code. */
const deck: Host = (_, frame) => `<!doctype html><html lang="en"><head><title>A deck</title>
<link rel="stylesheet" href="/reveal/reset.css"><link rel="stylesheet" href="/reveal/reveal.css"></head>
<body><div class="reveal"><div class="slides">
<section><h2>A question</h2></section>
<section>${frame}</section>
<section><h2>An answer</h2></section>
</div></div>
<script type="module">
  import Reveal from '/reveal/reveal.mjs';
  const deck = new Reveal({ width: 1080, height: 760, margin: 0, hash: true });
  await deck.initialize();
  window.deck = deck;
</script></body></html>`;

/** What MyST has built, in the shell of a theme. */
const book: Host = () => `<!doctype html><html lang="en"><head><title>A chapter</title>${look}</head>
<body><article class="article content article-grid"></article>
<script type="module" src="/book.mjs"></script></body></html>`;

/**
 * The shape of a page that nbconvert makes of a notebook, written by hand, because nbconvert is large: one output of
 * IPython's \`HTML\` with a script that imports the module, and one of its \`IFrame\`.
 */
const notebook: Host = (
  site,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>${look}</head>
<body class="jp-Notebook" data-jp-theme-light="true"><main>
<div class="jp-Cell jp-CodeCell jp-Notebook-cell"><div class="jp-Cell-outputWrapper"><div class="jp-OutputArea jp-Cell-outputArea">
<div class="jp-OutputArea-child jp-OutputArea-executeResult">
<div class="jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output jp-OutputArea-executeResult" tabindex="0" data-mime-type="text/html">
<div id="here"></div>
<script type="module">
  import { show } from ${JSON.stringify(`${site}figures.mjs`)};
  show(document.querySelector('#here'), { figure: 'overlap', state: 'kernel=5', theme: 'light' });
</script>
</div></div></div></div></div>
<div class="jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output" data-mime-type="text/html">
<iframe width="100%" height="900" src="${site}embed/success/" frameborder="0" allowfullscreen></iframe>
</div></main></body></html>`;

export const hosts = { course, deck, book, notebook };
export type HostName = keyof typeof hosts;

const types: Record<string, string> = { '.css': 'text/css', '.mjs': 'text/javascript' };

/**
 * Serves the hosts at an origin of their own: `/course` and so on.
 * @param files what one of them needs besides, by path
 */
export async function serveHosts(
  site: string,
  frame: string,
  files: ReadonlyMap<string, Buffer> = new Map(),
) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    const host = hosts[pathname.slice(1) as HostName];
    if (host) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(host(site, frame));
    } else if (files.has(pathname)) {
      response.setHeader('Content-Type', types[path.extname(pathname)] ?? 'text/plain');
      response.end(files.get(pathname));
    } else if (/^\/reveal\/[\w.-]+$/.test(pathname)) {
      const file = path.join('node_modules/reveal.js/dist', path.basename(pathname));
      readFile(file).then(
        (body) => response.setHeader('Content-Type', types[path.extname(file)] ?? 'text/plain').end(body),
        () => response.writeHead(404).end(),
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
