/**
 * The page's entry: the last resort first, then the language, so that no screen shows ids, then the way to a working
 * desk.
 */
import { createRoot } from "react-dom/client";
import { assert } from "#shared/kernel/assert.ts";
import { type BootDeps, boot } from "./app/boot/boot.ts";
import { Root } from "./app/boot/root.tsx";
import { openDatabase } from "./db/database.ts";
import { waitMs } from "./db/write/web-lock.ts";
import { createDiagnostics } from "./desk-services/diagnostics.ts";
import { startI18n } from "./i18n/i18n.ts";
import { pickLocale } from "./i18n/locale.ts";
import { createHost } from "./platform/host.ts";
import { createLastResort, hearUncaught } from "./platform/last-resort.ts";
import { launchKeySource } from "./platform/launch-key-source.ts";
import { noteOwnWindow } from "./platform/own-window.ts";
import { workerStarter } from "./platform/worker/worker-client.ts";
import "./styles/index.css";

noteOwnWindow(location.search);
const launchKey = launchKeySource(location);
// the launch key must not stay in history or a screenshot
if (location.search !== "") history.replaceState(null, "", location.pathname);

const host = createHost(launchKey);
const lastResort = createLastResort(host);
hearUncaught(window, (error) => lastResort.report(error));
const diagnostics = createDiagnostics(host, lastResort);
const deps: BootDeps = {
  host,
  lastResort,
  openDatabase,
  startWorker: workerStarter(launchKey),
  storage: navigator.storage,
  reload: () => location.reload(),
  clock: { now: () => Date.now() },
  wait: waitMs,
};

const element = document.getElementById("root");
assert(element !== null, "index.html has the root");
try {
  const initial = await startI18n(pickLocale(navigator.languages));
  const root = createRoot(element, {
    onUncaughtError: (error) => lastResort.note(error, "screen"),
    onCaughtError: (error) => lastResort.note(error, "screen"),
  });
  root.render(<Root initial={initial} diagnostics={diagnostics} boot={(tell) => boot(tell, deps)} />);
} catch (error) {
  // without a language there are no sentences: those that stand in the page itself are shown at once
  lastResort.note(error, "start");
  element.dataset.failed = "";
}
