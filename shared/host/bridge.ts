/**
 * What Electron's preload puts on the page as `window.readerDesk`, frozen. It knows neither files nor
 * Electron: every call goes through `contract.ts`, and arguments are parsed on the other side.
 */
export interface Bridge {
  /** Answers the call's `Result`. Bytes cross as they are. */
  readonly call: (name: string, args: unknown) => Promise<unknown>;
  /** Hears the ids of commands chosen in the native menu; the answer stops it. */
  readonly onMenu: (listener: (command: string) => void) => () => void;
}

/**
 * A worker has no preload. The page makes a MessageChannel, gives one end to its worker and the other
 * to the preload: `window.postMessage(WORKER_PORT, location.origin, [port])`.
 */
export const WORKER_PORT = "reader-desk:worker-port";

/** What the worker posts on its end. `no` is its own counter. */
export interface PortCall {
  readonly no: number;
  readonly name: string;
  readonly args: unknown;
}
/** What it hears back: the same `no` and the call's `Result`. */
export interface PortAnswer {
  readonly no: number;
  readonly answer: unknown;
}

/** Sent to `onMenu` listeners before the window goes: the moment to write drafts down. */
export const CLOSING_COMMAND = "window.closing";
