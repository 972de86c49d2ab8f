import { fileURLToPath } from 'node:url';

/** Teaches Astro `client:near`, by which every figure comes alive. */
export function nearDirective() {
  return {
    name: 'near-directive',
    hooks: {
      'astro:config:setup'({ addClientDirective, config }) {
        const entrypoint = fileURLToPath(new URL('src/components/figures/near.ts', config.root));
        addClientDirective({ name: 'near', entrypoint });
      },
    },
  };
}
