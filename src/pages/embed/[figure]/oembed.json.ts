import type { APIRoute, GetStaticPaths } from 'astro';
import { embedHeights } from '../../../components/figures/shell/embed-heights.ts';
import { iframeOf, usualWidth } from '../../../components/figures/shell/iframe.ts';
import { figures } from '../../../components/figures/list.ts';
import { article } from '../../../series/registry.mjs';

export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(figures).map((figure) => ({ params: { figure } }));

/** oEmbed 1.0, of type "rich", as far as a static file can: the width is the usual one, whatever is asked for. */
export const GET: APIRoute = ({ params, site }) => {
  const { name, title } = figures[params['figure']!]!;
  const home = new URL(import.meta.env.BASE_URL, site).href;
  const src = `${home}embed/${name}/`;
  const height = embedHeights(name)[usualWidth]!;
  return Response.json({
    version: '1.0',
    type: 'rich',
    title,
    provider_name: article().title,
    provider_url: home,
    width: usualWidth,
    height,
    html: iframeOf({ src, title, height }),
  });
};
