import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeCitation from 'rehype-citation';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

// Cross-origin isolation lets the wasm backend use threads. Hosts that cannot send these
// headers still work: the engine then runs wasm on one thread.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export default defineConfig({
  site: 'https://example.org',
  trailingSlash: 'always',
  integrations: [mdx(), svelte()],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [rehypeKatex, [rehypeCitation, { bibliography: 'content/references.bib', linkCitations: true }]],
    }),
  },
  server: { port: 4321, headers: isolation },
  vite: {
    worker: { format: 'es' },
    build: { target: 'es2022' },
  },
});
