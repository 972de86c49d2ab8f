import { describe, expect, test } from 'vitest';
import { oneStylesheet } from '../../../src/plugins/astro-one-stylesheet.mjs';

const link = (address: string) => `<link rel="stylesheet" href="${address}">`;
const page = (head: string) => `<!DOCTYPE html><html><head>${head}</head><body></body></html>`;

describe('A page’s stylesheets', () => {
  test('become one, at the last one’s place, with their rules in order', () => {
    const asked: string[][] = [];
    const html = oneStylesheet(page(`${link('/a.css')}<meta name="x">${link('/b.css')}`), (addresses) => {
      asked.push(addresses);
      return '/ab.css';
    });
    expect(html).toBe(page(`<meta name="x">${link('/ab.css')}`));
    expect(asked).toEqual([['/a.css', '/b.css']]);
  });

  test('stay one where there is one, and none where there is none', () => {
    expect(oneStylesheet(page(link('/a.css')), ([address]) => `${address}?`)).toBe(page(link('/a.css?')));
    expect(oneStylesheet(page(''), () => '/never.css')).toBe(page(''));
  });
});
