// The tests of the built site, in a real browser: run `npm run build` first, or `npm test`.
import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser, launchFlags } from './scripts/browser.mjs';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// Playwright reads this file again in each worker: what it found the first time must stay.
process.env['CHROMIUM_PATH'] ||= await findBrowser();
process.env['E2E_PORT'] ||= String(await freePort());

const executablePath = process.env['CHROMIUM_PATH'];
const origin = `http://localhost:${process.env['E2E_PORT']}/`;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: false,
  // A busy machine may stall a page for longer than a test waits. What passed only when tried again is named.
  retries: process.env['CI'] ? 1 : 0,
  // Most of a test is one page starting on one core.
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: origin,
    // Its tests allow it: in the others, requests that it answers would be out of Playwright's hands.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      // As most machines without a GPU: no usable WebGPU, so the site computes with wasm.
      name: 'chromium',
      testMatch: '**/*.spec.ts',
      testIgnore: '**/*.webgpu.spec.ts',
      use: { launchOptions: { executablePath, args: launchFlags.plain } },
    },
    {
      // WebGPU on the CPU: correct, and so slow that only what needs it is tested here.
      name: 'webgpu',
      // The browser computes on all cores by itself.
      workers: 1,
      testMatch: '**/*.webgpu.spec.ts',
      timeout: 240_000,
      use: { launchOptions: { executablePath, args: launchFlags.softwareWebGPU } },
    },
  ],
  webServer: {
    command: `"${process.execPath}" scripts/serve.mjs dist --port ${process.env['E2E_PORT']}`,
    url: origin,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
