/** The stand-in's session: what it would grant, fetch and serve under the handlers that were set. */
import { EventEmitter } from "node:events";

type Answer<T> = (value: T) => void;
type BeforeRequest = (details: { readonly url: string }, answer: Answer<{ readonly cancel?: boolean }>) => void;
type PermissionRequest = (contents: unknown, permission: string, answer: Answer<boolean>) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean;
type DevicePermission = (details: object) => boolean;
type DisplayRequest = (request: object, answer: Answer<object | null>) => void;
type ServeScheme = (request: Request) => Promise<Response> | Response;

export class StandInSession extends EventEmitter {
  spellChecker = true;
  readonly schemes = new Map<string, ServeScheme>();
  readonly protocol = {
    handle: (scheme: string, serve: ServeScheme): void => {
      this.calls.push({ name: "protocol.handle", args: [scheme, this.partition] });
      this.schemes.set(scheme, serve);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener;
    },
  };
  #beforeRequest: BeforeRequest | null = null;
  #onRequest: PermissionRequest | null = null;
  #onCheck: PermissionCheck | null = null;
  #onDevice: DevicePermission | null = null;
  #onDisplay: DisplayRequest | null = null;

  constructor(
    readonly partition: string,
    private readonly calls: { name: string; args: readonly unknown[] }[],
  ) {
    super();
  }
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.#onRequest = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#onCheck = handler;
  }
  setDevicePermissionHandler(handler: DevicePermission): void {
    this.#onDevice = handler;
  }
  setDisplayMediaRequestHandler(handler: DisplayRequest): void {
    this.#onDisplay = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }

  /** Electron grants whatever no handler refuses. */
  grants(permission: string): boolean {
    let granted = true;
    if (this.#onRequest !== null) this.#onRequest(null, permission, (value) => (granted = value));
    return granted || this.#onCheck === null || this.#onCheck(null, permission, "app://reader-desk");
  }
  grantsDevice(): boolean {
    return this.#onDevice === null || this.#onDevice({ deviceType: "usb" });
  }
  sharesScreen(): boolean {
    let shared: object | null = {};
    if (this.#onDisplay !== null) this.#onDisplay({}, (value) => (shared = value));
    return shared !== null;
  }
  downloads(): boolean {
    let prevented = false;
    this.emit("will-download", { preventDefault: () => (prevented = true) }, {});
    return !prevented;
  }
  requests(url: string): boolean {
    let cancel = false;
    this.#beforeRequest?.({ url }, (answer) => (cancel = answer.cancel === true));
    return !cancel;
  }
}
