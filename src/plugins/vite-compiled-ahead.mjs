/** V8's word for a script whose functions are all called as soon as it runs. */
export const hint = '//# allFunctionsCalledOnLoad';

/** What a figure comes alive by: its components and Svelte itself. */
const comesAlive = (id) => /\.svelte(\.ts)?$|\/node_modules\/svelte\//.test(id);

/**
 * Has Chrome compile the figures' programs on another thread while they arrive. Otherwise it compiles each function when it
 * is called first, and a figure that comes alive calls nearly all of them at once: a third of the time in which
 * a slow phone does not answer. Other browsers see a comment.
 * @returns {import('vite').Plugin}
 */
export function compiledAhead() {
  return {
    name: 'compiled-ahead',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && chunk.moduleIds.some(comesAlive))
            chunk.code = `${hint}\n${chunk.code}`;
      },
    },
  };
}
