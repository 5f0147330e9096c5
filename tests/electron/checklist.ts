/**
 * The 20 items of Electron's security tutorial (electronjs.org/docs/latest/tutorial/security), each as a
 * rule over evidence: a program that was started against the stand-in, its preload, its manifest, its
 * sources. A rule answers what is wrong; nothing wrong is an empty list. Locks are tried, not read.
 */
import { CONTENT_SECURITY_POLICY } from "../../electron/security/csp.ts";
import type { StandInContents } from "../support/electron-contents.ts";
import type { ElectronStandIn, StandInSender } from "../support/electron-stand-in.ts";

export interface Evidence {
  readonly shell: ElectronStandIn;
  /** What the preload puts on the page: names, and all that is callable below them. */
  readonly exposed: Readonly<Record<string, unknown>>;
  readonly electronVersion: string;
  /** By path: shell and page. */
  readonly sources: ReadonlyMap<string, string>;
  /** The fuses of the package, by name. */
  readonly fuses: Readonly<Record<string, boolean>>;
}
type Rule = (evidence: Evidence) => Promise<string[]> | string[];

const FOREIGN = [
  "https://example.org/",
  "http://127.0.0.1/",
  "file:///etc/passwd",
  "app://reader-desk.example.org/",
  "javascript:void 0",
];
const PERMISSIONS = [
  "media",
  "geolocation",
  "notifications",
  "midi",
  "clipboard-read",
  "hid",
  "serial",
  "usb",
  "openExternal",
  "fileSystem",
  "display-capture",
  "unknown",
];

const preferencesOf = ({ shell }: Evidence): Readonly<Record<string, unknown>>[] =>
  shell
    .of("new BrowserWindow")
    .map(({ args: [options] }) => Object.fromEntries(Object.entries(Object(Object(options).webPreferences))));

/** No window is no proof. */
function inEachWindow(
  evidence: Evidence,
  wrong: (preferences: Readonly<Record<string, unknown>>) => string | false,
): string[] {
  const windows = preferencesOf(evidence);
  return windows.length === 0 ? ["no window was opened"] : windows.map(wrong).filter((text) => text !== false);
}
const contentsOf = ({ shell }: Evidence): StandInContents[] => shell.windows.map(({ webContents }) => webContents);
const inEachPage = (evidence: Evidence, wrong: (contents: StandInContents) => string[]): string[] =>
  contentsOf(evidence).length === 0 ? ["no page"] : contentsOf(evidence).flatMap(wrong);
const inSources = ({ sources }: Evidence, pattern: RegExp): string[] =>
  [...sources].filter(([, text]) => pattern.test(text)).map(([path]) => `${path} matches ${pattern}`);
const sessionsOf = ({ shell }: Evidence) => [...shell.sessions.values()];

const schemesOf = ({ shell }: Evidence): Readonly<Record<string, unknown>>[] =>
  shell
    .of("protocol.registerSchemesAsPrivileged")
    .flatMap(({ args: [schemes] }) =>
      Array.isArray(schemes) ? schemes.map((scheme) => Object.fromEntries(Object.entries(Object(scheme)))) : [],
    );

export const CHECKLIST: Readonly<Record<string, Rule>> = {
  "1. only secure content is loaded": (evidence) => [
    ...inEachPage(evidence, ({ mainFrame }) =>
      mainFrame.url.startsWith("app://reader-desk/") ? [] : [`loads ${mainFrame.url}`],
    ),
    ...sessionsOf(evidence).flatMap((session) =>
      FOREIGN.filter((url) => session.requests(url)).map((url) => `a request for ${url} leaves`),
    ),
    ...(sessionsOf(evidence).length === 0 ? ["no session"] : []),
  ],
  "2. no Node.js in a renderer": (evidence) =>
    inEachWindow(
      evidence,
      ({ nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames }) =>
        (nodeIntegration === true || nodeIntegrationInWorker === true || nodeIntegrationInSubFrames === true) &&
        "Node.js in a page",
    ),
  "3. contexts are isolated": (evidence) =>
    inEachWindow(evidence, ({ contextIsolation }) => contextIsolation !== true && "contextIsolation is not on"),
  "4. every process is sandboxed": (evidence) => {
    const names = evidence.shell.calls.map(({ name }) => name);
    const [enabled, ready] = [names.indexOf("app.enableSandbox"), names.indexOf("ready")];
    return [
      ...(enabled === -1 || enabled > ready ? ["app.enableSandbox is not called before ready"] : []),
      ...inEachWindow(evidence, ({ sandbox }) => sandbox !== true && "a window without sandbox"),
    ];
  },
  "5. permissions are refused in every session": (evidence) =>
    sessionsOf(evidence).flatMap((session) => [
      ...PERMISSIONS.filter((permission) => session.grants(permission)).map((permission) => `${permission} is granted`),
      ...(session.grantsDevice() ? ["a device is granted"] : []),
      ...(session.sharesScreen() ? ["the screen is shared"] : []),
    ]),
  "6. web security is on": (evidence) =>
    inEachWindow(evidence, ({ webSecurity }) => webSecurity === false && "webSecurity is off"),
  "7. a strict policy goes with every answer": async (evidence) => {
    const serving = sessionsOf(evidence).flatMap((session) => [...session.schemes.values()]);
    const wrong = serving.length === 0 ? ["no scheme is served"] : [];
    for (const serve of serving) {
      for (const path of ["", "index.html", "assets/worker.js", "missing", "../outside"]) {
        const policy =
          (await serve(new Request(`app://reader-desk/${path}`))).headers.get("content-security-policy") ?? "";
        if (policy !== CONTENT_SECURITY_POLICY) wrong.push(`another policy for /${path}`);
        if (!policy.includes("default-src 'none'") || /unsafe-|\*|https?:/.test(policy))
          wrong.push(`a loose policy for /${path}`);
      }
    }
    return wrong;
  },
  "8. no insecure content is allowed": (evidence) =>
    inEachWindow(
      evidence,
      ({ allowRunningInsecureContent }) => allowRunningInsecureContent === true && "allowRunningInsecureContent is on",
    ),
  "9. no experimental features": (evidence) =>
    inEachWindow(evidence, ({ experimentalFeatures }) => experimentalFeatures === true && "experimentalFeatures is on"),
  "10. no blink features": (evidence) => [
    ...inEachWindow(
      evidence,
      ({ enableBlinkFeatures }) => enableBlinkFeatures !== undefined && "enableBlinkFeatures is set",
    ),
    ...[...evidence.shell.switches.keys()].filter(
      (name) => name === "enable-blink-features" || name === "enable-features",
    ),
  ],
  "11. no webview opens popups": (evidence) => inSources(evidence, /\ballowpopups\b/),
  "12. no webview can be attached": (evidence) => [
    ...inEachPage(evidence, (contents) => (contents.attachesWebview() ? ["a webview is attached"] : [])),
    ...inEachWindow(evidence, ({ webviewTag }) => webviewTag === true && "webviewTag is on"),
  ],
  "13. pages stay where they are": (evidence) =>
    inEachPage(evidence, (contents) => [
      ...(["will-navigate", "will-redirect", "will-frame-navigate"] as const).flatMap((how) =>
        FOREIGN.filter((url) => contents.leaves(how, url)).map((url) => `${how} to ${url}`),
      ),
      ...(contents.leaves("will-frame-navigate", "app://reader-desk/", false) ? ["a frame is loaded"] : []),
      ...(contents.leaves("will-navigate", "app://reader-desk/") ? [] : ["our own page cannot be reloaded"]),
    ]),
  "14. no window is opened by a page": (evidence) =>
    inEachPage(evidence, (contents) =>
      [...FOREIGN, "app://reader-desk/", "about:blank"]
        .filter((url) => contents.opensWindow(url))
        .map((url) => `a window for ${url}`),
    ),
  "15. openExternal gets no untrusted address": (evidence) => {
    const opened = (): number => evidence.shell.of("shell.openExternal").length;
    const before = opened();
    for (const contents of contentsOf(evidence)) {
      for (const url of [
        ...FOREIGN,
        "mailto:a@b.c?attach=/etc/passwd",
        "smb://host/share",
        "ms-msdt:/id",
        `mailto:${"a".repeat(3000)}@b.c`,
      ])
        contents.opensWindow(url);
    }
    const uses = [...evidence.sources].filter(([, text]) => /\bopenExternal\b\s*\(/.test(text)).map(([path]) => path);
    return [
      ...(opened() > before ? ["an untrusted address is opened"] : []),
      ...uses
        .filter((path) => path !== "electron/security/external-links.ts")
        .map((path) => `${path} calls openExternal itself`),
    ];
  },
  "16. Electron is current and pinned": ({ electronVersion }) => {
    const exact = /^(\d+)\.\d+\.\d+$/.exec(electronVersion);
    if (exact === null) return [`${electronVersion} is not an exact version`];
    return Number(exact[1]) < 45 ? [`${electronVersion} no longer gets fixes`] : [];
  },
  "17. the sender of every message is checked": async (evidence) => {
    const wrong = inSources(evidence, /\bipc(Main|Renderer)\b/).filter(
      (line) => !/^electron\/(ipc\/gate|preload)\.ts /.test(line),
    );
    const [contents] = contentsOf(evidence);
    if (contents === undefined) return ["no page"];
    const stranger: StandInSender = {
      sender: contents,
      senderFrame: { origin: "https://example.org", url: "https://example.org/", parent: null },
    };
    for (const channel of evidence.shell.handlers.keys()) {
      const answer: unknown = await evidence.shell.send(stranger, channel, "device.start", {});
      if (answer !== undefined && Object(answer).ok !== false) wrong.push(`${channel} answers a stranger`);
    }
    return wrong;
  },
  "18. an own scheme instead of file:": (evidence) => {
    const schemes = schemesOf(evidence);
    const own = schemes.find(({ scheme }) => scheme === "app");
    const privileges = Object(own?.privileges);
    return [
      ...(privileges.standard === true &&
      privileges.secure === true &&
      privileges.bypassCSP !== true &&
      privileges.allowServiceWorkers !== true
        ? []
        : ["app: is not standard and secure under the policy"]),
      ...inSources(evidence, /\bloadFile\s*\(|loadURL\([^)]*file:/),
    ];
  },
  "19. fuses are set": ({ fuses }) => {
    const wanted = {
      RunAsNode: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      GrantFileProtocolExtraPrivileges: false,
    };
    return Object.entries(wanted)
      .filter(([name, value]) => fuses[name] !== value)
      .map(([name]) => `${name} is not ${wanted[name as keyof typeof wanted]}`);
  },
  "20. the page gets no Electron object": ({ exposed }) => {
    const names = Object.keys(exposed).filter((name) => name !== "readerDesk");
    const beyond = Object.keys(Object(exposed.readerDesk)).filter((name) => name !== "call" && name !== "onMenu");
    return [...names, ...beyond].map((name) => `${name} is exposed`);
  },
};

/** Beyond the tutorial: what safety.md promises of the shell. */
export const HOUSE_RULES: Readonly<Record<string, Rule>> = {
  "no download": (evidence) =>
    sessionsOf(evidence).flatMap((session) => (session.downloads() ? ["a download starts"] : [])),
  "no dropped file is opened": (evidence) =>
    inEachWindow(evidence, ({ navigateOnDragDrop }) => navigateOnDragDrop === true && "navigateOnDragDrop is on"),
  "no spelling dictionary from the network": (evidence) => [
    ...sessionsOf(evidence).flatMap((session) => (session.spellChecker ? ["the session's spell checker is on"] : [])),
    ...inEachWindow(evidence, ({ spellcheck }) => spellcheck !== false && "spellcheck is on"),
  ],
  "no crash report": ({ shell }) => shell.of("crashReporter.start").map(() => "the crash reporter runs"),
  "no name is looked up": ({ shell }) =>
    shell.switches.get("host-resolver-rules") === "MAP * ~NOTFOUND" ? [] : ["names are resolved"],
  "no peer learns an address": (evidence) =>
    inEachPage(evidence, ({ rtcPolicy }) => (rtcPolicy === "disable_non_proxied_udp" ? [] : [`WebRTC: ${rtcPolicy}`])),
  "no developer tools when packaged": (evidence) =>
    evidence.shell.electron.app.isPackaged
      ? inEachWindow(evidence, ({ devTools }) => devTools !== false && "developer tools")
      : ["not packaged"],
};
