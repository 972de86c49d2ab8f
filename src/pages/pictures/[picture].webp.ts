import { basename } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';
import { parts } from '../../series/registry.mjs';

// The pictures on the cover: finished pictures of figures, in the size of a card. Those of a few pixels stay as they are.
const side = 256;

export const getStaticPaths: GetStaticPaths = () =>
  parts().flatMap(({ pictures = [] }) =>
    pictures.map((file) => ({
      params: { picture: basename(file).replace(/\.\w+$/, '') },
      props: { file },
    })),
  );

export const GET: APIRoute = async ({ props }) => {
  const picture = sharp(`public/posters/${props['file']}`);
  const { width = side } = await picture.metadata();
  const small = width < 64;
  const body = await picture
    .resize(small ? width : side, small ? width : side, { fit: 'cover' })
    .webp(small ? { lossless: true } : { quality: 78 })
    .toBuffer();
  return new Response(new Uint8Array(body), { headers: { 'Content-Type': 'image/webp' } });
};
