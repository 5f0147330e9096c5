/** A function of the page that its worker may call, as the progress of a long task. */
import { proxy } from "comlink";

export const workerCallback = <F extends (...args: never[]) => unknown>(report: F): F => proxy(report);

/**
 * Runs a task and tells of its progress until it has ended: its last word and its answer come by two ways, in either
 * order.
 */
export async function whileReporting<T, R>(
  report: (progress: T) => void,
  task: (onProgress: (progress: T) => void) => Promise<R>,
): Promise<R> {
  let isOver = false;
  const onProgress = workerCallback((progress: T) => {
    if (!isOver) report(progress);
  });
  try {
    return await task(onProgress);
  } finally {
    isOver = true;
  }
}
