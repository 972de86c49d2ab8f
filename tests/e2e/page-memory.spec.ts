import type { CDPSession } from '@playwright/test';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

/** Objects of the page that nothing can free, by the name of their kind; asking collects garbage first. */
async function living(tools: CDPSession, kind: string): Promise<number> {
  const { result } = await tools.send('Runtime.evaluate', { expression: `${kind}.prototype` });
  const { objects } = await tools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const { result: count } = await tools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await tools.send('Runtime.releaseObject', { objectId: objects.objectId! });
  return count.value as number;
}

/** Bytes of the page's own heap, and of what its arrays hold beside it. */
async function bytes(tools: CDPSession): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await tools.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize: number;
  };
  return usedSize + backingStorageSize;
}

test('runs that are over leave the page as large as it was, and no message port', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('class-from-noise');
  const tools = await page.context().newCDPSession(page);
  const known = await living(tools, 'MessagePort');
  const ports = await page.evaluateHandle(() => {
    const { port1, port2 } = new MessageChannel();
    return [port1, port2];
  });
  expect(await living(tools, 'MessagePort'), 'a port that is held is seen').toBe(known + 2);
  await ports.evaluate(([port]) => port!.close());
  await ports.dispose();

  const run = async () => {
    await figure.button('Step').click();
    await figure.phase('paused');
    await figure.button('Reset').click();
    await figure.phase('idle');
  };
  for (let i = 0; i < 3; i++) await run();
  const before = { ports: await living(tools, 'MessagePort'), bytes: await bytes(tools) };
  const runs = 10;
  for (let i = 0; i < runs; i++) await run();
  const after = { ports: await living(tools, 'MessagePort'), bytes: await bytes(tools) };
  expect(after.ports).toBeLessThanOrEqual(before.ports);
  expect((after.bytes - before.bytes) / runs, 'bytes a run').toBeLessThan(50_000);
});
