// What the built pages tell reference managers and systems that embed, read without a browser.
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { APIRequestContext } from '@playwright/test';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { figureNames } from '../../src/components/figures/manifests.ts';
import { article, parts } from '../../src/series/registry.mjs';
import { itemOfTags } from '../highwire-item.ts';
import { expect, test } from './fixtures';

type Element = DefaultTreeAdapterTypes.Element;

/** The <meta> and <link> of a page, each as its attributes. */
async function headOf(request: APIRequestContext, path: string) {
  const document = parse(await (await request.get(path)).text());
  const html = document.childNodes.find((node) => node.nodeName === 'html') as Element;
  const head = html.childNodes.find((node) => node.nodeName === 'head') as Element;
  return head.childNodes
    .filter((node): node is Element => ['meta', 'link'].includes(node.nodeName))
    .map(({ attrs }) => Object.fromEntries(attrs.map(({ name, value }) => [name, value])));
}

/** What a reference manager makes of a page. */
const itemOf = (head: Record<string, string>[]) =>
  itemOfTags(
    head
      .filter((one) => one['name']?.startsWith('citation_'))
      .map((one) => [one['name']!.slice('citation_'.length), one['content']!] as const),
  );

const named = parts().filter(({ number }) => number !== undefined);

test('BibTeX, CSL and the tags of each page tell the same of the whole and of every part', async ({
  request,
}) => {
  const csl = new Cite(await (await request.get('/citation.json')).text()).data;
  const bib = new Cite(await (await request.get('/citation.bib')).text()).data;
  expect(csl).toHaveLength(named.length + 1);
  expect(bib.map(({ title }: { title: string }) => title)).toEqual(
    csl.map(({ title }: { title: string }) => title),
  );
  for (const [i, item] of csl.entries()) {
    expect(bib[i]).toMatchObject({ issued: item.issued, URL: item.URL, version: item.version });
    const page = i === 0 ? '/whole/' : new URL(item.URL).pathname;
    const [fromTags] = new Cite(itemOf(await headOf(request, page))).data;
    const { title, author, issued, abstract } = item;
    expect(fromTags).toMatchObject({ title, author, issued, abstract });
    expect(fromTags.DOI).toBe(item.DOI);
    if (i > 0) expect(fromTags.URL).toBe(item.URL);
    if (i > 0) expect(fromTags['container-title']).toBe(article().title);
  }
});

test('every part says where its PDF, its entries and its oEmbed are, and they are there', async ({
  request,
}) => {
  for (const { name, title } of parts()) {
    const head = await headOf(request, `/${name}/`);
    const path = (href: string | undefined) => new URL(href!).pathname;
    const linked = (type: string) => path(head.find((one) => one['type'] === type)?.['href']);
    const pdf = path(head.find((one) => one['name'] === 'citation_pdf_url')?.['content']);
    for (const file of [
      pdf,
      linked('application/x-bibtex'),
      linked('application/vnd.citationstyles.csl+json'),
    ])
      expect((await request.head(file)).ok(), file).toBe(true);
    const told = await (await request.get(linked('application/json+oembed'))).json();
    expect(told).toMatchObject({ version: '1.0', type: 'link', title, provider_name: article().title });
    expect((await request.head(path(told.thumbnail_url))).ok()).toBe(true);
  }
});

test('every figure’s own page and slide lead to its frame, as oEmbed and as Iframely read it', async ({
  request,
}) => {
  for (const name of figureNames)
    for (const page of [`/embed/${name}/`, `/slides/${name}/`]) {
      const head = await headOf(request, page);
      const oembed = head.find((one) => one['type'] === 'application/json+oembed')!;
      expect(new URL(oembed['href']!).pathname).toBe(`/embed/${name}/oembed.json`);
      const frame = head.find((one) => one['rel']?.startsWith('iframely '))!;
      expect(new URL(frame['href']!).pathname).toBe(`/embed/${name}/`);
      expect(frame['media']).toMatch(/^\(min-width: \d+px\) and \(height: \d+px\)$/);
    }
});
