import { expect, test } from 'vitest';
import { baseOf } from '../../../scripts/site-url.mjs';

test.each([
  ['https://example.org', '/'],
  ['https://example.org/', '/'],
  ['https://user.github.io/robust', '/robust/'],
  ['https://user.github.io/robust/', '/robust/'],
  ['http://localhost:8080/a/b/', '/a/b/'],
])('a site at %s stands in %s', (address, base) => expect(baseOf(address)).toBe(base));

test.each([
  '',
  'robust',
  '/robust/',
  'file:///robust/',
  'https://example.org/?a=1',
  'https://example.org/#a',
])('refuses "%s" as the address of a site', (address) =>
  expect(() => baseOf(address)).toThrow('Expected SITE_URL'),
);
