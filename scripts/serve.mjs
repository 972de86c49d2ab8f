// node scripts/serve.mjs [folder] [--port 4321] [--base /]
// Serves the built site as a careful host does, on this machine only.
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import serveStatic from 'serve-static';
import { caching, everyAnswer, isOpenToAll, openToAll } from './headers.mjs';
import { dist } from './tools.mjs';

/** A part of a file is sent as it is: compressed, its bytes would not be those that were asked for. */
const compress = compression({
  filter: (request, response) => response.statusCode !== 206 && compression.filter(request, response),
});

function say(response, status, text, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(`${text}\n`);
}

/**
 * A request listener that answers from `folder`.
 * @param {string} folder
 * @param {{ base?: string, headers?: Record<string, string> }} [options] `base`: what the paths of the site begin
 *   with, such as '/robust/'; `headers`: what every answer carries
 * @returns {Promise<import('node:http').RequestListener>}
 * @throws {Error} if there is no such folder
 */
export async function site(folder, { base = '/', headers = everyAnswer } = {}) {
  await access(folder);
  const files = serveStatic(folder, {
    cacheControl: false,
    setHeaders: (response, file) => {
      const isHashed = file.startsWith(path.join(path.resolve(folder), '_astro') + path.sep);
      response.setHeader('Cache-Control', isHashed ? caching.hashed : caching.other);
      if (isOpenToAll(file.replaceAll(path.sep, '/'))) response.setHeaders(new Headers(openToAll));
      if (file.endsWith('.bib')) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    },
  });

  /** Answers with the site's own page for what is not there. */
  function missing(request, response) {
    const page = { method: request.method, headers: {}, url: '/404.html' };
    response.statusCode = 404;
    files(page, response, () => say(response, 404, 'There is no such page.'));
  }

  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    compress(request, response, () => {
      if (!request.url.startsWith(base)) return missing(request, response);
      // What the library needs to name the folder in full where it sends a browser on.
      request.originalUrl = request.url;
      request.url = request.url.slice(base.length - 1);
      files(request, response, (error) => {
        if (error) return say(response, error.status ?? 500, 'That could not be answered.');
        missing(request, response);
      });
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
 * @param {Parameters<typeof site>[1]} [options]
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve(folder = dist, port = 4321, options = {}) {
  let listener;
  try {
    listener = await site(folder, options);
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
    return { url: `http://localhost:${taken}${options.base ?? '/'}`, port: taken, close };
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
    options: { port: { type: 'string' }, base: { type: 'string', default: '/' } },
    allowPositionals: true,
  });
  try {
    const { url } = await serve(positionals[0] ?? dist, portFrom(values.port ?? process.env.PORT), {
      base: values.base,
    });
    console.log(`Serving ${positionals[0] ?? 'dist'} on ${url}`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
