import { describe, expect, test } from 'vitest';
import { places } from '../../../src/series/places.mjs';

/** Every place that had an address when the article was a single page, but for citations and parts of figures. */
const onOnePage = `
  a-five-pushed
  a-style-of-your-own
  adversarial-examples
  and-vgg
  appendix
  attack
  before-networks
  bib-advexdiscussion2019
  bib-ashikhmin2003
  bib-athalye2018
  bib-biggio2013
  bib-carlini2017
  bib-engstrom2019
  bib-galloway2019
  bib-gatys2015
  bib-gatys2016
  bib-geirhos2018
  bib-geirhos2020
  bib-goodfellow2014
  bib-haeberli1990
  bib-he2016
  bib-henaff2015
  bib-hendrycks2019
  bib-ilyas2019
  bib-imagenette
  bib-kaur2019
  bib-krizhevsky2009
  bib-lecun1998
  bib-liu1989
  bib-madry2017
  bib-mordvintsev2018
  bib-nakano2019
  bib-nguyen2015
  bib-odena2016
  bib-olah2017
  bib-portilla2000
  bib-santurkar2019
  bib-schmidt2018
  bib-schott2018
  bib-shats2021
  bib-simonyan2013
  bib-simonyan2014
  bib-sparavigna2009
  bib-szegedy2013
  bib-tramer2019
  bib-traversalpost
  bib-tsipras2018
  bib-vinyals2016
  bib-wong2020
  bib-yin2019
  bib-zhang2019
  change-the-weights-keep-the-rest
  classical
  corrections
  footnote-1
  footnote-2
  footnote-ref-1
  footnote-ref-2
  footnotes
  from-digits-to-photographs
  gram
  how-often-it-works
  lens
  licence
  networks
  overlap
  paint
  pictures
  references
  reproducing
  style-transfer
  style-transfer-a-job-that-only-robust-features-can-do
  success
  teaching-with-it
  the-experiment-walk-to-another-class
  the-other-comparisons
  training-against-them
  traversal
  walking-to-the-edge
  what-close-means
  what-comes-next
  what-is-style-to-a-network
  what-it-costs
  what-remains-a-grid-under-the-paint
  what-remains-unexplained
  what-we-see
  where-it-fails-and-why
  who-is-to-say-what-it-looks-like
  why-it-should-change-what-a-network-learns
`.match(/\S+/g)!;

describe('an address from before the series', () => {
  const held = [...places().values()].flat();

  test.each(onOnePage)('still leads somewhere: #%s', (id) => {
    expect(held).toContain(id);
  });

  test('leads to one part only', () => {
    expect(held).toEqual([...new Set(held)]);
  });

  test.each([
    ['traversal', 'digits'],
    ['what-we-see', 'digits'],
    ['style-transfer', 'style'],
    ['and-vgg', 'why'],
    ['lens', 'why'],
    ['bib-nakano2019', 'digits'],
    ['bib-zhang2019', 'networks'],
    ['appendix', 'networks'],
    ['corrections', 'teaching'],
  ])('leads from #%s to the part %s', (id, part) => {
    expect(places().get(part)).toContain(id);
  });
});
