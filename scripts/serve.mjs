// node scripts/serve.mjs [folder] [--port 4321]
// A small static server for the built site: what a careful host does, and no more. It answers
// on this machine only. The isolation headers let the wasm backend use threads.
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { dist } from './tools.mjs';

const squeeze = promisify(gzip);

const types = {
  '.avif': 'image/avif',
  '.bib': 'text/plain; charset=utf-8',
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const compressible = /^(text\/|application\/(json|xml|wasm|manifest)|image\/svg)/;

const everyAnswer = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** The path a request names, decoded and without its query, or null if it is not a proper one. */
function decodedPath(url) {
  try {
    const name = decodeURIComponent(url.split(/[?#]/, 1)[0].replace(/^\/+/, '/'));
    return name.startsWith('/') && !name.includes('\0') && !name.includes('\\') ? name : null;
  } catch {
    return null;
  }
}

/** The file or folder that `name` stands for, or null if there is none inside `folder`. */
async function lookUp(folder, name) {
  const wanted = path.join(folder, name);
  if (wanted !== folder && !wanted.startsWith(folder + path.sep)) return null;
  try {
    const real = await realpath(wanted);
    if (real !== folder && !real.startsWith(folder + path.sep)) return null;
    const found = await stat(real);
    if (found.isDirectory()) return { kind: 'folder', file: real };
    return found.isFile() && !name.endsWith('/') ? { kind: 'file', file: real } : null;
  } catch {
    return null;
  }
}

/**
 * A request listener that answers from `folder`.
 * @param {string} folder
 * @returns {Promise<import('node:http').RequestListener>}
 */
export async function site(folder) {
  const base = await realpath(folder);
  /** Gzipped bodies by content hash, so that a page pays for compression once. */
  const squeezed = new Map();

  async function send(request, response, file, { status = 200, lasting = false } = {}) {
    const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
    let body = await readFile(file);
    const tag = createHash('sha1').update(body).digest('base64url');
    const headers = {
      ...everyAnswer,
      'Content-Type': type,
      'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: `"${tag}"`,
    };
    if (compressible.test(type)) {
      headers.Vary = 'Accept-Encoding';
      if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
        if (!squeezed.has(tag)) squeezed.set(tag, await squeeze(body, { level: 9 }));
        body = squeezed.get(tag);
        headers['Content-Encoding'] = 'gzip';
        headers.ETag = `"${tag}-gzip"`;
      }
    }
    if (status === 200 && request.headers['if-none-match'] === headers.ETag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(status, { ...headers, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  function say(response, status, text, headers = {}) {
    response
      .writeHead(status, { ...everyAnswer, 'Content-Type': types['.txt'], ...headers })
      .end(`${text}\n`);
  }

  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return say(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    }
    const name = decodedPath(request.url ?? '/');
    if (name === null) return say(response, 400, 'That is not a path.');

    const found = await lookUp(base, name);
    if (found?.kind === 'folder' && !name.endsWith('/')) {
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      return say(response, 301, 'Moved.', { Location: encodeURI(`${name}/`) + query });
    }
    const page = found?.kind === 'folder' ? await lookUp(base, `${name}index.html`) : found;
    if (page?.kind === 'file')
      return send(request, response, page.file, { lasting: name.startsWith('/_astro/') });

    const missing = await lookUp(base, '/404.html');
    if (missing?.kind === 'file') return send(request, response, missing.file, { status: 404 });
    return say(response, 404, 'There is no such page.');
  }

  return (request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) say(response, 500, 'Something went wrong on this server.');
      else response.destroy();
    });
  };
}

function listen(listener, host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Whether `error` means that this machine has no such address, as without IPv6. */
const noSuchAddress = (error) =>
  ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND'].includes(error.code);

/**
 * Serves `folder` on this machine only, at both of its loopback addresses, so that "localhost"
 * always means this site and never another program on the same port.
 * @param {string} folder
 * @param {number} port 0 for any free one
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve(folder = dist, port = 4321) {
  let listener;
  try {
    listener = await site(folder);
  } catch {
    throw new Error(`There is no built site in ${folder}: run \`npm run build\` first.`);
  }
  const servers = [];
  const close = async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  try {
    servers.push(await listen(listener, '127.0.0.1', port));
    const taken = servers[0].address().port;
    const second = await listen(listener, '::1', taken).catch((error) => {
      if (noSuchAddress(error)) return null;
      throw error;
    });
    if (second) servers.push(second);
    return { url: `http://localhost:${taken}/`, port: taken, close };
  } catch (error) {
    await close();
    throw explained(error, port);
  }
}

function explained(error, port) {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken by another program: choose a free one with PORT=${port + 1}.`);
  }
  if (error.code === 'EACCES')
    return new Error(`This user may not listen on port ${port}: choose one above 1023.`);
  return error;
}

/**
 * The port to listen on, from text such as the environment variable PORT.
 * @param {string | undefined} text
 */
export function portFrom(text, fallback = 4321) {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT is "${text}": it must be a whole number from 0 to 65535.`);
  }
  return port;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { parseArgs } = await import('node:util');
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string' } },
    allowPositionals: true,
  });
  try {
    const { url } = await serve(positionals[0] ?? dist, portFrom(values.port ?? process.env.PORT));
    console.log(`Serving ${positionals[0] ?? 'dist'} on ${url}`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
