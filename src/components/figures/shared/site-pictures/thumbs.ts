import { getImage } from 'astro:assets';
import type { ImageMetadata } from 'astro';
import { fileOf, pictures, type Part } from './catalogue.ts';

const files = import.meta.glob<ImageMetadata>('../../../../../content/pictures/*/*.jpg', {
  import: 'default',
  eager: true,
});

/**
 * Small square copies of the site's pictures: addresses by name. Made at build time.
 * @param width in pixels; twice the width on the page, for fine screens
 */
export async function thumbsOf(parts: readonly Part[], width: number): Promise<Record<string, string>> {
  const made = parts.flatMap((part) =>
    pictures[part].map(async ({ name }) => {
      const src = files[`../../../../../content/pictures/${fileOf(part, name)}`]!;
      return [
        name,
        (await getImage({ src, width, height: width, format: 'webp', quality: 62 })).src,
      ] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(made));
}
