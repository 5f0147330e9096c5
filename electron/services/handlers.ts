/**
 * The calls that device and journal answer, and how groups of handlers are put together. A shell composes
 * its own: `const handlers: Handlers = { ...deviceHandlers(…), ...journalHandlers(…), ...libraryHandlers(…), … }`,
 * and the type checker sees to it that none is missing.
 */

import type { CallName, Handlers } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { recordsOf } from "#shared/replication/erasing/ledger.ts";
import type { DeskServices } from "./desk-services.ts";
import type { FolderRebuilding } from "./rebuilding/folder-rebuilding.ts";
import { endTrial, isTrial } from "./trial-folder.ts";
import { looksIn } from "./trust/trail.ts";

type Group<Prefix extends string> = Pick<Handlers, Extract<CallName, `${Prefix}.${string}`>>;

/** What `library.ts` and the stores answer. */
export type LibraryHandlers = Group<"library" | "share" | "store" | "seal" | "backup">;

/** What needs a window, and each shell answers by itself. */
export type WindowHandlers = Group<"file" | "print" | "menu">;

/** What only the shell knows. */
export type ShellInfo = Pick<StartInfo, "shell" | "version" | "locales" | "demo">;

export const deviceHandlers = (
  { fs, dataFolder, installation, secrets, settings, lease, rebuilding }: DeskServices,
  shell: ShellInfo,
): Group<"device" | "lease" | "settings"> => ({
  "device.start": async () =>
    ok({
      ...shell,
      platform: platformName(),
      installation: installation.id,
      dataFolder,
      keys: secrets.sealed,
      settings: settings.get(),
      library: installation.library(),
      canLeave: shell.demo && isTrial(dataFolder),
      freeBytes: await fs.freeBytes(dataFolder).catch(() => 0),
      rebuilding: owedOf(rebuilding),
    }),
  // it is open
  "device.unlock": async () => ok(null),
  "lease.take": async ({ page, force }) => lease.take(page, force),
  "lease.renew": async ({ page }) => lease.renew(page),
  "lease.release": async ({ page }) => lease.release(page),
  "settings.write": (change) => settings.write(change),
});

/** More than a page asks for at once; an answer must fit a channel. */
const MOST_READ_BYTES = 4 * 1024 * 1024;

export const journalHandlers = ({
  journal,
  lease,
  ledger,
  evidence,
  trail,
}: Pick<DeskServices, "journal" | "lease" | "ledger" | "evidence" | "trail">): Group<
  "journal" | "ledger" | "trail"
> => ({
  "ledger.read": async () => ok(ledger.read()),
  "ledger.add": async ({ lines }) => {
    const fresh = lines.filter((line) => !ledger.holds(line));
    const named = await evidence.named(fresh.flatMap(recordsOf));
    // what nobody has erased is not taken for it because a page says so
    const refused = fresh.filter((line) => !recordsOf(line).every((record) => named.has(record)));
    const added = await ledger.add(fresh.filter((line) => !refused.includes(line)));
    return added.ok ? ok({ refused: refused.map(({ id }) => id) }) : added;
  },
  "journal.erase": async ({ records, page }) => {
    if (!lease.holds(page)) return err({ tag: "lease-lost" });
    const named = new Set(ledger.read().flatMap(recordsOf));
    const stray = records.findIndex((record) => !named.has(record));
    if (stray !== -1) return err({ tag: "bad-request", issue: `records.${stray} is not in the ledger` });
    const told = await trail.add([{ what: "erase", records: records.length }]);
    return told.ok ? await journal.erase(new Set(records)) : told;
  },
  "trail.prove": () => trail.prove(journal),
  "journal.state": ({ stream }) => journal.state(stream),
  "journal.append": async ({ stream, expectedSeq, entries, page }) => {
    // a page that slept through the loss of its lease would write over the other one's numbers
    if (!lease.holds(page)) return err({ tag: "lease-lost" });
    const stray = entries.findIndex((entry, index) => entry.seq !== expectedSeq + index);
    if (stray !== -1) return err({ tag: "bad-request", issue: `entries.${stray}.seq is not ${expectedSeq + stray}` });
    const looks = looksIn(stream, entries);
    if (looks.length > 0) {
      const before = await journal.state(stream);
      if (!before.ok) return before;
      if (before.value.lastSeq + 1 !== expectedSeq)
        return err({ tag: "journal-mismatch", lastSeq: before.value.lastSeq });
      const told = await trail.add(looks);
      if (!told.ok) return told;
    }
    const appended = await journal.append(stream, expectedSeq, entries);
    if (appended.ok) evidence.note.entries(entries);
    return appended;
  },
  "journal.read": ({ stream, fromSeq, maxBytes }) => journal.read(stream, fromSeq, Math.min(maxBytes, MOST_READ_BYTES)),
});

export const logHandlers = ({ log }: Pick<DeskServices, "log">): Group<"log"> => ({
  "log.append": async ({ defects }) => {
    await log.defects(defects);
    return ok(null);
  },
  "log.read": async () => ok({ text: await log.read() }),
});

export const folderHandlers = ({
  rebuilding,
  lease,
  log,
}: Pick<DeskServices, "rebuilding" | "lease" | "log">): Group<"folder"> => ({
  "folder.rebuild": async ({ lastSeq, page }) => {
    if (!lease.holds(page)) return err({ tag: "lease-lost" });
    const begun = await rebuilding.begin(lastSeq);
    if (begun.ok) await log.event("folder-rebuilding");
    return begun;
  },
  "folder.rebuilt": async ({ anyway = false, page }) => {
    if (!lease.holds(page)) return err({ tag: "lease-lost" });
    const ended = await rebuilding.end(anyway);
    if (ended.ok) await log.event("folder-rebuilt");
    return ended;
  },
});

/** Whether the desk is entered or left; the shell's host does it, once this has answered. */
export const trialHandlers = (
  { fs, dataFolder, installation }: Pick<DeskServices, "fs" | "dataFolder" | "installation">,
  demo: boolean,
): Group<"trial"> => ({
  "trial.enter": async () => (demo || installation.library() !== null ? err({ tag: "not-here" }) : ok(null)),
  "trial.leave": async () => {
    if (!demo) return err({ tag: "not-here" });
    const ended = await endTrial(fs, dataFolder);
    return ended.ok ? ok({ next: "end" }) : ended;
  },
});

/** In a browser window the page itself saves and prints, and there is no menu; whoever has a browser prints PDFs too. */
export const browserFileHandlers: WindowHandlers = {
  "file.save": async () => err({ tag: "unsupported" }),
  "print.page": async () => err({ tag: "unsupported" }),
  "print.pdf": async () => err({ tag: "no-browser" }),
  "print.end": async () => ok(null),
  "menu.set": async () => ok(null),
};

function owedOf(rebuilding: FolderRebuilding): StartInfo["rebuilding"] {
  const lastSeq = rebuilding.owed();
  return lastSeq === null ? undefined : { lastSeq };
}

function platformName(): StartInfo["platform"] {
  if (process.platform === "win32") return "windows";
  return process.platform === "darwin" ? "mac" : "linux";
}
