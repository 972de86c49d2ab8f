// What a host should send with the site: read by our own server, by the dev server, and by the build, which writes
// it down in `_headers` for the static hosts that read such a file.

/** Lets the wasm backend use threads. Hosts that cannot send these still work: wasm then runs on one thread. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

// No `frame-ancestors`: everybody may embed a figure, slides in a local file included, which `*` leaves out.
const policy = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'worker-src': "'self'",
  // The reader's own pictures, and small ones that the bundler puts into scripts and stylesheets.
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'connect-src': "'self' data: blob:",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
};

export const contentSecurityPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** With every answer. */
export const everyAnswer = {
  ...isolation,
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
};

/** For files with a hash in their name, and for all others. */
export const caching = { hashed: 'public, max-age=31536000, immutable', other: 'no-cache' };

/** For what other pages read: the module that puts figures into them, and what oEmbed says of each, and of the parts. */
export const openToAll = { 'Access-Control-Allow-Origin': '*' };
export const isOpenToAll = (path) => /(^|\/)(figures\.mjs|oembed\.json)$/.test(path);

/** The same as a `_headers` file. @param {string} base where the site stands on its host, such as '/' or '/robust/' */
export function headersFile(base) {
  const lines = (headers) => Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return [
    '/*',
    ...lines(everyAnswer),
    `${base}_astro/*`,
    ...lines({ 'Cache-Control': caching.hashed }),
    `${base}figures.mjs`,
    ...lines(openToAll),
    `${base}embed/:figure/oembed.json`,
    ...lines(openToAll),
    `${base}:part/oembed.json`,
    ...lines(openToAll),
    '',
  ].join('\n');
}
