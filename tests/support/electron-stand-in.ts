/**
 * Stands in for the `electron` module: does what main and preload can see of it, keeps every call, and
 * lets a test play the system (a page navigates, a second program starts, a monitor is gone). It refuses
 * nothing by itself, so that a lock which is missing shows. What it lacks fails as "is not a function".
 */
import { EventEmitter } from "node:events";
import { StandInContents, type StandInFrame } from "./electron-contents.ts";
import { StandInSession } from "./electron-session.ts";

export interface Recorded {
  readonly name: string;
  readonly args: readonly unknown[];
}
export interface StandInRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface StandInOptions {
  readonly packaged?: boolean;
  /** False: another desk on this data folder is running. */
  readonly firstInstance?: boolean;
  readonly workAreas?: readonly StandInRectangle[];
  readonly keychain?: "gnome_libsecret" | "basic_text";
  /** The keychain's own: what was sealed under another number opens no more. */
  readonly keychainNo?: number;
  /** What a person answers in the save dialog; null cancels. */
  readonly savePath?: string | null;
  /** What a person answers in the dialog of folders; null cancels. */
  readonly folderPath?: string | null;
  readonly folder: string;
}

export interface StandInMenuItem {
  readonly label?: string;
  readonly submenu?: readonly StandInMenuItem[];
  readonly click?: () => void;
}

export class StandInWindow extends EventEmitter {
  readonly webContents: StandInContents;
  shown = false;
  focused = 0;
  minimized = false;
  maximized = false;
  fullScreen = false;
  destroyed = false;

  constructor(
    readonly options: Readonly<Record<string, unknown>>,
    contents: StandInContents,
  ) {
    super();
    this.webContents = contents;
  }
  show(): void {
    this.shown = true;
  }
  hide(): void {
    this.shown = false;
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  setFullScreen(full: boolean): void {
    this.fullScreen = full;
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
  getNormalBounds(): StandInRectangle {
    const side = (name: string): number => Number(this.options[name]);
    return { x: side("x"), y: side("y"), width: side("width"), height: side("height") };
  }
  loadURL(url: string): Promise<void> {
    this.webContents.load(url);
    queueMicrotask(() => this.emit("ready-to-show"));
    return Promise.resolve();
  }
  /** What a click on the close button does. */
  close(): void {
    let prevented = false;
    this.emit("close", { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.emit("destroyed");
    this.emit("closed");
  }
}

export class StandInPort extends EventEmitter {
  readonly posted: unknown[] = [];
  started = false;
  closed = false;
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
  }
  postMessage(message: unknown): void {
    this.posted.push(message);
    this.emit("posted");
  }
}

type Listener = (event: unknown, ...args: unknown[]) => unknown;
export interface StandInSender {
  readonly sender: StandInContents;
  readonly senderFrame: StandInFrame | null;
  readonly ports?: readonly StandInPort[];
}

export function createElectronStandIn(options: StandInOptions) {
  const calls: Recorded[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): void => {
      calls.push({ name, args });
    };
  const windows: StandInWindow[] = [];
  const sessions = new Map<string, StandInSession>();
  const handlers = new Map<string, Listener>();
  const paths = new Map<string, string>();
  const menuBars: (readonly StandInMenuItem[])[] = [];
  const switches = new Map<string, string>();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged ?? false,
    commandLine: {
      appendSwitch: (name: string, value = "") => {
        note("app.commandLine.appendSwitch")(name, value);
        switches.set(name, value);
      },
      removeSwitch: (name: string) => {
        note("app.commandLine.removeSwitch")(name);
        switches.delete(name);
      },
    },
    enableSandbox: note("app.enableSandbox"),
    setName: note("app.setName"),
    setAppUserModelId: note("app.setAppUserModelId"),
    setPath: (name: string, path: string) => {
      note("app.setPath")(name, path);
      paths.set(name, path);
    },
    getPath: (name: string) => paths.get(name) ?? `${options.folder}/${name}`,
    getVersion: () => "0.0.0",
    getAppPath: () => options.folder,
    getPreferredSystemLanguages: () => ["zh-CN", "en"],
    requestSingleInstanceLock: (extra: unknown) => {
      note("app.requestSingleInstanceLock")(extra, paths.get("userData"));
      return options.firstInstance ?? true;
    },
    whenReady: () =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          calls.push({ name: "ready", args: [] });
          resolve();
        });
      }),
    quit: note("app.quit"),
    relaunch: note("app.relaunch"),
    exit: note("app.exit"),
  });

  const fromPartition = (partition: string): StandInSession => {
    const known = sessions.get(partition);
    if (known !== undefined) return known;
    const made = new StandInSession(partition, calls);
    sessions.set(partition, made);
    app.emit("session-created", made);
    return made;
  };

  class BrowserWindow extends StandInWindow {
    constructor(windowOptions: Readonly<Record<string, unknown>>) {
      const preferences = windowOptions.webPreferences;
      const partition: unknown =
        typeof preferences === "object" && preferences !== null ? Reflect.get(preferences, "partition") : undefined;
      super(
        windowOptions,
        new StandInContents(windows.length + 1, fromPartition(typeof partition === "string" ? partition : "")),
      );
      calls.push({ name: "new BrowserWindow", args: [windowOptions] });
      windows.push(this);
      app.emit("web-contents-created", {}, this.webContents);
      app.emit("browser-window-created", {}, this);
      this.on("closed", () => {
        if (windows.every((window) => window.destroyed)) app.emit("window-all-closed");
      });
    }
    static getAllWindows(): StandInWindow[] {
      return windows.filter((window) => !window.destroyed);
    }
  }

  const displays = (options.workAreas ?? [{ x: 0, y: 0, width: 1366, height: 728 }]).map((workArea, id) => ({
    id,
    workArea,
  }));
  const { keychainNo = 1 } = options;
  const electron = {
    app,
    BrowserWindow,
    session: {
      fromPartition,
      get defaultSession() {
        return fromPartition("");
      },
    },
    protocol: { registerSchemesAsPrivileged: note("protocol.registerSchemesAsPrivileged") },
    ipcMain: {
      handle: (channel: string, listener: Listener) => {
        note("ipcMain.handle")(channel);
        handlers.set(channel, listener);
      },
      on: (channel: string, listener: Listener) => {
        note("ipcMain.on")(channel);
        handlers.set(channel, listener);
      },
    },
    Menu: {
      buildFromTemplate: (template: readonly StandInMenuItem[]) =>
        Object.defineProperty([...template], "popup", { value: () => note("menu.popup")(template) }),
      setApplicationMenu: (menu: readonly StandInMenuItem[]) => {
        menuBars.push(menu);
      },
    },
    shell: {
      openExternal: (url: string) => {
        note("shell.openExternal")(url);
        return Promise.resolve();
      },
    },
    dialog: {
      showErrorBox: note("dialog.showErrorBox"),
      showSaveDialog: (...args: unknown[]) => {
        note("dialog.showSaveDialog")(...args);
        const filePath = options.savePath ?? "";
        return Promise.resolve({ canceled: filePath === "", filePath });
      },
      showOpenDialog: (...args: unknown[]) => {
        note("dialog.showOpenDialog")(...args);
        const { folderPath = null } = options;
        return Promise.resolve({ canceled: folderPath === null, filePaths: folderPath === null ? [] : [folderPath] });
      },
    },
    safeStorage: {
      getSelectedStorageBackend: () => options.keychain ?? "basic_text",
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) =>
        Promise.resolve(Buffer.from([keychainNo, ...[...Buffer.from(text)].map((byte) => byte ^ 0x5a)])),
      decryptStringAsync: ([no, ...sealed]: Buffer) =>
        no === keychainNo
          ? Promise.resolve({
              shouldReEncrypt: false,
              result: Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
            })
          : Promise.reject(new Error("Error while decrypting")),
    },
    screen: { getPrimaryDisplay: () => displays[0], getAllDisplays: () => displays },
    nativeTheme: { shouldUseDarkColors: false },
    crashReporter: { start: note("crashReporter.start") },
  };

  return {
    electron,
    calls,
    windows,
    sessions,
    menuBars,
    switches,
    handlers,
    /** The calls of one name, in order. */
    of: (name: string): readonly Recorded[] => calls.filter((call) => call.name === name),
    /** Plays a message of a page to `ipcMain`. */
    send: (from: StandInSender, channel: string, ...args: unknown[]): unknown =>
      handlers.get(channel)?.({ ports: [], ...from }, ...args),
  };
}
export type ElectronStandIn = ReturnType<typeof createElectronStandIn>;
