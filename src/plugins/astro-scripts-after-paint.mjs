import { fileURLToPath } from 'node:url';
import { changePages } from './built-pages.mjs';

/**
 * Module scripts run when the page has been parsed, and yet browsers fetch them before its fonts and pictures. Here they
 * say that they can wait. What they import is not asked for in advance: then all of it came before the first paint, and
 * the largest one later.
 *
 * @param {string} html a whole page
 */
export const afterPaint = (html) =>
  html.replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=');

/** @returns {import('astro').AstroIntegration} */
export function scriptsAfterPaint() {
  return {
    name: 'scripts-after-paint',
    hooks: { 'astro:build:done': ({ dir }) => changePages(fileURLToPath(dir), afterPaint) },
  };
}
