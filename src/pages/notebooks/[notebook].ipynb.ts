import type { APIRoute } from 'astro';

const sources = import.meta.glob<string>('../../../notebooks/*.ipynb', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const nameOf = (path: string) => path.replace(/^.*\/|\.ipynb$/g, '');

export const getStaticPaths = () =>
  Object.entries(sources).map(([path, source]) => ({
    params: { notebook: nameOf(path) },
    props: { source },
  }));

/** A notebook as it is in the sources, but that it links to the figures of this site and not to those of one's own. */
export const GET: APIRoute<{ source: string }> = ({ props, site }) => {
  const home = new URL(import.meta.env.BASE_URL, site).href;
  return new Response(props.source.replaceAll('http://localhost:4321/', home), {
    headers: { 'Content-Type': 'application/x-ipynb+json' },
  });
};
