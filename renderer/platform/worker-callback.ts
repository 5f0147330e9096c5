/** A function of the page that its worker may call, as the progress of a long task. */
import { proxy } from "comlink";

export const workerCallback = <F extends (...args: never[]) => unknown>(report: F): F => proxy(report);
