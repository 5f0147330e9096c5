/**
 * What has come to the worker meanwhile, a search first of all, has its turn before a long task goes on. By a message
 * and no timer: a timer of a timer waits for four milliseconds, where nobody may be waiting at all.
 */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
