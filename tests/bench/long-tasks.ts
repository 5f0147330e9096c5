/**
 * Put into the product's page before anything of it runs: remembers every task that held the page for longer than a
 * frame or three.
 */
export interface LongTasks {
  /** Since the last clearing, in milliseconds. */
  readonly tasks: number[];
}

declare global {
  interface Window {
    longTasks: LongTasks;
  }
}

/** The browser tells of tasks from 50 ms on. */
export function installLongTasks(): void {
  const tasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: "longtask" });
  window.longTasks = { tasks };
}
