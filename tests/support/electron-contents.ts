/** The stand-in's web contents: a page that can try to leave, to open windows, and to print. */
import { EventEmitter } from "node:events";
import type { StandInSession } from "./electron-session.ts";

export interface StandInFrame {
  readonly origin: string;
  readonly url: string;
  readonly parent: StandInFrame | null;
}
export type Leaving = "will-navigate" | "will-redirect" | "will-frame-navigate";

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

export class StandInContents extends EventEmitter {
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
  mainFrame: StandInFrame = { origin: "null", url: "about:blank", parent: null };
  rtcPolicy = "default";
  /** What the print dialog answers; empty: printed. */
  printFailure = "";
  /** What a debugger has put into the page. */
  document = "";
  readonly debugger = {
    attach: (): void => undefined,
    sendCommand: async (method: string, params: { readonly html?: string } = {}): Promise<unknown> => {
      if (method === "Page.setDocumentContent") this.document = params.html ?? "";
      return method === "Page.getFrameTree" ? { frameTree: { frame: { id: "main" } } } : {};
    },
  };
  #openHandler: OpenHandler | null = null;

  constructor(
    readonly id: number,
    readonly session: StandInSession,
  ) {
    super();
  }
  load(url: string): void {
    const { protocol, host } = new URL(url);
    this.mainFrame = { origin: `${protocol}//${host}`, url, parent: null };
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args });
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }
  print(_options: unknown, done: (printed: boolean, reason: string) => void): void {
    done(this.printFailure === "", this.printFailure);
  }

  /** The document itself stands for its PDF. */
  async printToPDF(_options: unknown): Promise<Uint8Array> {
    if (this.printFailure !== "") throw new Error(this.printFailure);
    return new TextEncoder().encode(this.document);
  }

  /** Whether the page got away to `url`. */
  leaves(how: Leaving, url: string, isMainFrame = true): boolean {
    return !this.#prevented(how, { url, isMainFrame }, url);
  }
  attachesWebview(): boolean {
    return !this.#prevented("will-attach-webview", {}, {}, { src: "https://example.org/" });
  }
  /** Whether the page got to see the key. */
  sees(input: object): boolean {
    return !this.#prevented("before-input-event", {}, input);
  }
  isHeldBackByPage(): boolean {
    return !this.#prevented("will-prevent-unload", {});
  }
  opensWindow(url: string): boolean {
    return this.#openHandler === null || this.#openHandler({ url }).action !== "deny";
  }
  #prevented(name: string, details: object, ...args: unknown[]): boolean {
    let prevented = false;
    this.emit(name, { ...details, preventDefault: () => (prevented = true) }, ...args);
    return prevented;
  }
}
