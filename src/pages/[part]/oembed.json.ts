import type { APIRoute, GetStaticPaths } from 'astro';
import { fullName, listNames } from '../../components/authors.ts';
import { article, partNamed, parts } from '../../series/registry.mjs';

export const getStaticPaths: GetStaticPaths = () => parts().map(({ name }) => ({ params: { part: name } }));

/** oEmbed 1.0, of type "link": a part is too long for a frame, and its figures have frames of their own. */
export const GET: APIRoute = ({ params, site }) => {
  const { part } = partNamed(params['part']!);
  const { title, authors } = article();
  const home = new URL(import.meta.env.BASE_URL, site).href;
  return Response.json({
    version: '1.0',
    type: 'link',
    title: part.title,
    author_name: listNames(authors.map(fullName)),
    provider_name: title,
    provider_url: home,
    thumbnail_url: `${home}social.png`,
    thumbnail_width: 1200,
    thumbnail_height: 630,
  });
};
