import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { rooms, rule as arrows } from './scripts/lint/arrows.mjs';

const scripts = ['**/*.{js,mjs,ts}'];
const typed = ['src/**/*.ts', 'tests/**/*.ts', 'bench/**/*.ts', '*.config.ts'];
const marked = ['**/*.{svelte,astro}', '**/*.svelte.{js,ts}'];
const withoutPage = [...rooms, 'optimisation', 'experiments', 'classical', 'painter', 'brought'];

/** What a reader's page has and a worker or Node does not. */
const page = ['document', 'window', 'localStorage', 'sessionStorage'];

const off = (...names) => Object.fromEntries(names.map((name) => [`@typescript-eslint/${name}`, 'off']));

export default defineConfig(
  globalIgnores([
    'dist/',
    '.astro/',
    '.cache/',
    'public/',
    'training/',
    // AssemblyScript, which its own compiler checks.
    'src/lib/engine/kernels/assembly/',
    'test-results/',
    'playwright-report/',
  ]),

  tseslint.configs.recommended,
  svelte.configs['flat/recommended'],
  astro.configs['flat/recommended'],
  {
    files: ['**/*.svelte', '**/*.svelte.{js,ts}'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },

  {
    // TypeScript itself is asked about names and types: a second opinion costs time and is often wrong.
    files: [...scripts, ...marked],
    rules: {
      'no-undef': 'off',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // In a component `let x = $props()` is written to from outside.
    files: ['**/*.svelte'],
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': ['error', { destructuring: 'all' }] },
  },
  { files: ['scripts/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },

  {
    // With types: a promise that nobody waits for is how a job outlives its figure.
    files: typed,
    ignores: ['**/*.svelte.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // The compiler is strict already, and these quarrel with the looser types of
      // TF.js and of files that Vite imports.
      ...off(
        'no-unsafe-argument',
        'no-unsafe-assignment',
        'no-unsafe-call',
        'no-unsafe-member-access',
        'no-unsafe-return',
      ),
      ...off('no-unnecessary-type-assertion', 'no-redundant-type-constituents', 'unbound-method'),
      // Fakes and short experiments are async because what they stand for is.
      ...off('require-await'),
    },
  },

  {
    files: ['src/**', 'content/**'],
    plugins: { house: { rules: { arrows } } },
    rules: { 'house/arrows': 'error' },
  },
  {
    // What a page runs while its reader scrolls (shared/plain-text.ts).
    files: ['src/components/figures/**', 'src/components/elements/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['toLocaleString', 'localeCompare'].map((property) => ({
          property,
          message: 'The first call takes a phone 30 milliseconds: use shared/plain-text.ts.',
        })),
      ],
      'no-restricted-globals': ['error', { name: 'Intl', message: 'It takes a phone 30 milliseconds.' }],
    },
  },
  {
    // These run in a worker and in Node.
    files: withoutPage.map((name) => `src/lib/${name}/**`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...page.map((name) => ({
          name,
          message: 'This runs in a worker and in Node, where there is no page.',
        })),
      ],
    },
  },
);
