/**
 * Ends when the messages that have come meanwhile are dealt with. Between two long computations on the worker's own
 * thread (wasm, plain JavaScript), so that a cancellation need not wait for more than one of them; waiting for a
 * promise alone lets nothing in, and a timeout would wait for milliseconds.
 */
export function letMessagesIn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
