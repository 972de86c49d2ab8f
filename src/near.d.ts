import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** See components/figures/near.ts. */
    'client:near'?: boolean;
  }
}
