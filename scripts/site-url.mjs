/**
 * The folder of its host that a site stands in, as Astro's `base`, from its address.
 * @param {string} address such as https://example.org or https://user.github.io/robust/
 * @returns {string} '/' or '/robust/'
 * @throws {Error} if it is not the address of a site
 */
export function baseOf(address) {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new Error(
      `Expected SITE_URL to be an address such as https://example.org/robust/, got ${address}.`,
    );
  return url.pathname.replace(/\/*$/, '/');
}
