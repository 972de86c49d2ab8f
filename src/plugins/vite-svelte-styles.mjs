/**
 * Keeps the styles of Svelte components that are not rendered at build: what stands behind a closed branch (a panel,
 * a dialog, a camera) is dropped from the server's bundle as dead code, and its styles with it, because
 * vite-plugin-svelte binds them to the component (`cssScopeTo`). Astro takes a page's stylesheets from that bundle
 * alone, so the part would open without styles in the reader's browser. May go when Astro adds the styles of a
 * hydrated component's children from the client's bundle.
 * @returns {import('vite').Plugin}
 */
export function svelteStyles() {
  return {
    name: 'svelte-styles',
    apply: 'build',
    transform: {
      filter: { id: /\.svelte\?.*\btype=style\b/ },
      handler(code, id) {
        const { vite } = this.getModuleInfo(id)?.meta ?? {};
        if (!vite?.cssScopeTo) return;
        const { cssScopeTo: _, ...rest } = vite;
        return { code, map: null, meta: { vite: rest }, moduleSideEffects: true };
      },
    },
  };
}
