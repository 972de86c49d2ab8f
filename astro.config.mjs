import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeCitation from 'rehype-citation';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import remarkSmartypants from 'remark-smartypants';
import { isolation } from './scripts/headers.mjs';
import { buildTargets } from './scripts/supported-browsers.mjs';
import { baseOf } from './scripts/site-url.mjs';
import { rehypeFootnotes } from './src/plugins/rehype-footnotes.mjs';
import { rehypeHeadings } from './src/plugins/rehype-headings.mjs';
import { rehypeMath } from './src/plugins/rehype-math.mjs';
import { rehypeReferences } from './src/plugins/rehype-references.mjs';
import { remarkChapters } from './src/plugins/remark-chapters.mjs';
import { remarkClaims } from './src/plugins/remark-claims.mjs';
import { remarkComponents } from './src/plugins/remark-components.mjs';
import { remarkFigures } from './src/plugins/remark-figures.mjs';
import { remarkParts } from './src/plugins/remark-parts.mjs';
import { seriesPages } from './src/plugins/series-pages.mjs';
import { offline } from './src/plugins/offline.mjs';
import { nearDirective } from './src/plugins/astro-near-directive.mjs';
import { olderMediaQueries } from './src/plugins/astro-media-not.mjs';
import { oneStylesheetEach } from './src/plugins/astro-one-stylesheet.mjs';
import { scriptsAfterPaint } from './src/plugins/astro-scripts-after-paint.mjs';
import { strictPolicy } from './src/plugins/astro-strict-policy.mjs';
import { subsetFonts } from './src/plugins/subset-fonts.mjs';
import { chaptersReload } from './src/plugins/vite-chapters-reload.mjs';
import { compiledAhead } from './src/plugins/vite-compiled-ahead.mjs';
import { svelteStyles } from './src/plugins/vite-svelte-styles.mjs';
import { wasmThreads } from './src/plugins/vite-wasm-threads.mjs';

/** Where the site will stand (see the README): its links to itself, and the folder it is served from. */
const site = process.env.SITE_URL ?? 'https://example.org';

const citation = {
  bibliography: 'content/references.bib',
  csl: 'content/numeric.csl',
  linkCitations: true,
};

export default defineConfig({
  site,
  base: baseOf(site),
  trailingSlash: 'always',
  integrations: [
    mdx(),
    svelte(),
    nearDirective(),
    seriesPages(),
    subsetFonts(),
    sitemap({ filter: (page) => !/\/(embed|slides|offline)\//.test(page) }),
    strictPolicy(),
    scriptsAfterPaint(),
    olderMediaQueries(),
    oneStylesheetEach(),
    // Last: it reads what the others have made.
    offline(),
  ],
  markdown: {
    // Programs in the page's own ink: colours have another meaning here.
    shikiConfig: { theme: 'css-variables' },
    processor: unified({
      // Typographic quotes come after the chapters are in, not before as by default.
      smartypants: false,
      remarkPlugins: [
        remarkMath,
        remarkParts,
        remarkChapters,
        remarkClaims,
        remarkSmartypants,
        remarkFigures,
        remarkComponents,
      ],
      rehypePlugins: [
        [rehypeKatex, { output: 'mathml' }],
        rehypeMath,
        [rehypeCitation, citation],
        rehypeReferences,
        rehypeFootnotes,
        rehypeHeadings,
      ],
    }),
  },
  server: { port: 4321, headers: isolation },
  vite: {
    plugins: [chaptersReload(), svelteStyles(), compiledAhead()],
    // The worker is bundled apart from the pages, with plugins of its own.
    worker: { format: 'es', plugins: () => [wasmThreads()] },
    // Fonts stay files: inlined as base64, those a page never uses would be downloaded with its CSS.
    build: {
      target: buildTargets,
      assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    },
  },
});
