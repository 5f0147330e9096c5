/**
 * Answers the page's calls about library, share, stores and seals. The page names files of our layout
 * only; keys and private keys never leave.
 */

import type { BackupRef } from "#shared/host/backup-calls.ts";
import type { CallName, Handlers } from "#shared/host/contract.ts";
import { bytesToHex, equalBytes } from "#shared/kernel/bytes.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { MAX_BATCH_FILE } from "#shared/replication/files/batch.ts";
import { parseFrame } from "#shared/replication/files/frame.ts";
import { HEADS, isStreamId, KEYS, parseName, STREAMS } from "#shared/replication/files/names.ts";
import { MAX_STATE_FILE } from "#shared/replication/files/state-file.ts";
import { createBackups } from "../backups/backup-handlers.ts";
import type { AskForFolder } from "../chosen-folders.ts";
import type { DeviceSettingsService } from "../device-settings-file.ts";
import type { DiskError } from "../disk-errors.ts";
import type { Installation } from "../installation.ts";
import type { Journal } from "../journal.ts";
import { heldKeys, type LibraryKey, openBatchFile, sealBatch } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import { formatLibraryCode, parseLibraryCode, type StretchCode, unwrapSlot } from "../sealing/library-code.ts";
import { keyId } from "../sealing/sealed-body.ts";
import { openState, sealState } from "../sealing/sealed-state-file.ts";
import { sha256 } from "../sealing/signatures.ts";
import type { Secrets } from "../secrets.ts";
import { createDeleteGuard } from "../trust/delete-guard.ts";
import type { ErasedEvidence } from "../trust/erased-evidence.ts";
import { copyEvidence, noteBatch, noteState, removalsInBatch, removalsInState } from "../trust/evidence-sources.ts";
import type { OutStreams } from "../trust/out-streams.ts";
import { maySeal } from "../trust/seal-guard.ts";
import type { HostTrail } from "../trust/trail.ts";
import { adoptEpochs, holdsAll, makeEpoch } from "./epochs.ts";
import { createMembership, FIRST_EPOCH, type Membership, type StoreFile } from "./membership.ts";
import { checkFolder, prepareShare, probeShare, readLibraryFiles, shareFaultOf } from "./share-folder.ts";

type Group<Prefix extends string> = Pick<Handlers, Extract<CallName, `${Prefix}.${string}`>>;

export interface LibraryDeps {
  readonly dataFolder: string;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly secrets: Secrets;
  readonly installation: Installation;
  readonly settings: DeviceSettingsService;
  readonly evidence: ErasedEvidence;
  readonly out: OutStreams;
  readonly trail: Pick<HostTrail, "add">;
  readonly journal: Pick<Journal, "read">;
  readonly clock: Clock;
  /** The copy in the data folder. */
  readonly local: Store;
  readonly openShare: (path: string) => Store;
  readonly askForFolder: AskForFolder;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
}

/** A store's absence, for a device that has not chosen one. */
const NO_FOLDER = { tag: "no-folder" } as const;

export function libraryHandlers(deps: LibraryDeps): Group<"library" | "share" | "store" | "seal" | "backup"> {
  const { installation, settings, local, evidence } = deps;
  const membership = createMembership(deps);
  const guard = createDeleteGuard(deps);
  evidence.addSource(copyEvidence(local, membership.keys));
  const openSlots = (code: string, library: string, slots: readonly StoreFile[]): ReturnType<typeof openSlot> =>
    openSlot(code, library, slots, deps.stretch);
  let adopted = "";
  const { share, isOwnShare, shareAt, choose, take } = followShare(deps);
  const backups = createBackups({ ...deps, membership, parseCode: parseLibraryCode, unlock: openSlots });
  const storeOf = (which: "share" | "local" | BackupRef): Store | null =>
    which === "local" ? local : which === "share" ? share() : (backups.storeOf(which)?.store ?? null);
  /** A backup only while it is being made. */
  const writableStore = (which: "share" | "local" | BackupRef): Store | null =>
    typeof which === "string" || backups.storeOf(which)?.writable === true ? storeOf(which) : null;

  /** @param library own library; null where any will do */
  const unlock = async (typed: string, library: string | null) => {
    const code = parseLibraryCode(typed);
    if (code === null) return err({ tag: "code-malformed" } as const);
    const folder = share();
    if (folder === null) return err({ tag: "no-share" } as const);
    const found = await probeShare(folder, library);
    if (!found.ok) return found;
    const files = await readLibraryFiles(folder, found.value.library);
    if (!files.ok) return err(shareFaultOf(files.error));
    const key = await openSlots(code, found.value.library, files.value.slots);
    return key.ok ? ok({ key: key.value, code, files: [...files.value.slots, files.value.marker] }) : key;
  };

  const join = async (
    typed: string,
    names: { readonly deskName: string; readonly branchName: string },
  ): Promise<Awaited<ReturnType<Handlers["library.join"]>>> => {
    if (installation.library() !== null) return err({ tag: "already-member" });
    const unlocked = await unlock(typed, null);
    return unlocked.ok
      ? membership.join(unlocked.value.key, unlocked.value.code, unlocked.value.files, names)
      : unlocked;
  };

  return {
    "library.found": async ({ staff, ...names }) => {
      const founded = await membership.found(names);
      if (!founded.ok) return founded;
      const told = await deps.trail.add([{ what: "code", staff, epoch: FIRST_EPOCH }]);
      return told.ok ? ok({ ...founded.value, code: formatLibraryCode(founded.value.code) }) : told;
    },
    "library.join": ({ code, ...names }) => join(code, names),
    "library.own": async () => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const card = await membership.card();
      if (!card.ok) return card;
      const { library, stream } = keys.value;
      return ok({
        libraryId: library.library,
        stream,
        card: card.value,
        heldKeys: heldKeys(library).map(({ key }) => keyId(key)),
        epoch: library.epoch,
      });
    },
    "library.code": async ({ staff }) => {
      const keys = membership.keys();
      const code = membership.code();
      if (!keys.ok || code === null) return err({ tag: "locked" });
      // before it is given: what is not on the disk is not shown
      const told = await deps.trail.add([{ what: "code", staff, epoch: keys.value.library.epoch }]);
      if (!told.ok) return told;
      return ok({
        code: formatLibraryCode(code),
        libraryId: keys.value.library.library,
        libraryName: membership.libraryName(),
        epoch: keys.value.library.epoch,
      });
    },
    "library.make-epoch": ({ after }) => makeEpoch(deps, after),
    "library.adopt-epochs": async (adoption) => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const folder = share();
      if (folder === null) return err(NO_FOLDER);
      // what was looked at once on this share need not be read again with every sync
      const looked = JSON.stringify([settings.get().sharePath, adoption.epochs]);
      if (looked === adopted && !adoption.lacking && !adoption.looks)
        return ok({ gained: false, renewed: false, mended: false });
      const done = await adoptEpochs(
        { ...deps, library: keys.value.library.library, stream: keys.value.stream },
        folder,
        adoption,
      );
      if (done.ok && holdsAll(deps.secrets, adoption.epochs)) adopted = looked;
      return done;
    },
    "library.readmit": async ({ code }) => {
      const unlocked = await unlock(code, installation.library()?.id ?? null);
      return unlocked.ok ? membership.readmit(unlocked.value.key, unlocked.value.code) : unlocked;
    },
    "library.derive": async ({ texts }) => membership.derive(texts),
    "library.new-stream": (predecessor) => membership.leave(predecessor),

    "share.choose": async ({ path }) => {
      const named = await deps.askForFolder(path);
      if (named === null) return err({ tag: "cancelled" });
      const folder = await checkFolder(named);
      if (!folder.ok) return folder;
      const { path: asked } = folder.value;
      const library = installation.library()?.id ?? null;
      // whoever joins has no folder that could be lost by a look
      const isTaken = library === null || (await probeShare(deps.openShare(asked), library)).ok;
      const taken = isTaken ? await take(asked) : choose(asked);
      return taken.ok ? folder : taken;
    },
    "share.probe": async ({ chosen: isChosen }) => {
      const folder = shareAt(isChosen);
      if (folder === null) return err({ tag: "no-share" });
      const found = await probeShare(folder.store, installation.library()?.id ?? null);
      return found.ok ? ok({ path: folder.path, library: found.value.library }) : found;
    },
    "share.prepare": async ({ chosen: isChosen }) => {
      const folder = shareAt(isChosen);
      if (folder === null) return err({ tag: "no-share" });
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const prepared = await prepareShare(folder.store, local, keys.value.library.library);
      if (!prepared.ok) return prepared;
      const taken = await take(folder.path);
      return taken.ok ? ok({ path: folder.path }) : taken;
    },

    "store.list": async ({ store, folder }) =>
      isOurFolder(folder) ? ((await storeOf(store)?.list(folder)) ?? err(NO_FOLDER)) : err(badName(folder)),
    "store.get": async ({ store, name }) =>
      parseName(name) !== null ? ((await storeOf(store)?.get(name)) ?? err(NO_FOLDER)) : err(badName(name)),
    "store.put": async ({ store, name, bytes }) => {
      if (!mayWrite(name) || !isOurContent(name, bytes)) return err(badName(name));
      if (store === "share" && !(await isOwnShare())) return err(NO_FOLDER);
      return (await writableStore(store)?.put(name, bytes)) ?? err(NO_FOLDER);
    },
    "store.delete": async ({ store, name }) => {
      if (!mayWrite(name)) return err(badName(name));
      const target = writableStore(store);
      if (target === null) return err(NO_FOLDER);
      const keys = membership.keys();
      if (!keys.ok) return err({ tag: "bad-request", issue: "no library" });
      // a backup that is being made has nothing in it yet that anybody needs
      const may =
        typeof store === "string" ? await guard.mayDelete(keys.value, target, store === "local", name) : ok(null);
      return may.ok ? await target.delete(name) : may;
    },

    ...sealHandlers(deps, membership, share),
    ...backups.handlers,
  };
}

/** The folder that this computer exchanges with. */
function followShare({ installation, settings, openShare }: LibraryDeps) {
  let opened: { readonly path: string; readonly store: Store; isOwn: boolean } | null = null;
  /** Chosen by a member, and not taken yet. */
  let chosen: string | null = null;

  const openedShare = (): typeof opened => {
    const path = settings.get().sharePath;
    if (path === undefined) return null;
    if (opened?.path !== path) opened = { path, store: openShare(path), isOwn: false };
    return opened;
  };
  const share = (): Store | null => openedShare()?.store ?? null;
  /** Before the first file is written into a folder it is seen to be the own library's, and no other's. */
  const isOwnShare = async (): Promise<boolean> => {
    const folder = openedShare();
    if (folder === null) return false;
    folder.isOwn ||= (await probeShare(folder.store, installation.library()?.id ?? null)).ok;
    return folder.isOwn;
  };
  const shareAt = (isChosen: boolean): { readonly path: string; readonly store: Store } | null =>
    chosen !== null && (isChosen || settings.get().sharePath === undefined)
      ? { path: chosen, store: openShare(chosen) }
      : openedShare();
  const take = async (path: string): Promise<Result<null, DiskError>> => {
    chosen = null;
    if (settings.get().sharePath === path) return ok(null);
    const written = await settings.write({ sharePath: path });
    return written.ok ? ok(null) : written;
  };
  const choose = (path: string): Result<null, never> => {
    chosen = path;
    return ok(null);
  };
  return { share, isOwnShare, shareAt, choose, take };
}

function sealHandlers(deps: LibraryDeps, membership: Membership, share: () => Store | null): Group<"seal"> {
  const { evidence } = deps;
  return {
    "seal.batch": async (request) => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const signing = keys.value.signing(request.stream);
      if (signing === null) return err({ tag: "locked" });
      const may = await maySeal({ ...deps, share }, keys.value, request);
      return may.ok ? ok(sealBatch(keys.value.library, signing, request)) : may;
    },
    "seal.open": async ({ stream, no, signKey, bytes }) => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const opened = openBatchFile(keys.value.library, { stream, no }, signKey, bytes);
      if (!opened.ok) return opened;
      noteBatch(opened.value, evidence.note);
      const noted = await deps.out.add(removalsInBatch(opened.value));
      return noted.ok ? opened : noted;
    },
    "seal.state": async (request) => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const signing = keys.value.signing(request.stream);
      return signing === null ? err({ tag: "locked" }) : ok(sealState(keys.value.library, signing, request));
    },
    "seal.open-state": async ({ signKey, bytes, ...place }) => {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const opened = openState(keys.value.library, place, signKey, bytes);
      if (!opened.ok) return opened;
      noteState(opened.value.text, evidence.note);
      const noted = await deps.out.add(removalsInState(opened.value.text));
      return noted.ok ? opened : noted;
    },
    "seal.card": async ({ stream, bytes }) => {
      const keys = membership.keys();
      return keys.ok ? openCard(keys.value.library, stream, bytes) : keys;
    },
    "seal.hash": async ({ bytes }) => ok(bytesToHex(sha256(bytes))),
  };
}

/** The code opens one of the slots, or it is the wrong one. */
async function openSlot(
  code: string,
  library: string,
  slots: readonly StoreFile[],
  stretch: StretchCode | undefined,
): Promise<Result<LibraryKey, { readonly tag: "code-wrong" } | { readonly tag: "newer-format" }>> {
  let fault: { readonly tag: "code-wrong" } | { readonly tag: "newer-format" } = { tag: "code-wrong" };
  for (const { bytes } of slots) {
    const key = await unwrapSlot(code, library, bytes, stretch);
    if (key.ok) return key;
    if (key.error.tag === "newer-format") fault = key.error;
  }
  return err(fault);
}

/** Markers and key slots are the host's own to write. */
const mayWrite = (name: string): boolean => {
  const tag = parseName(name)?.tag;
  return tag === "head" || tag === "batch" || tag === "device" || tag === "part" || tag === "manifest";
};

/**
 * Sealed files and the one content of heads, so that nothing readable reaches the folder. What a newer version sealed
 * is carried on.
 */
function isOurContent(name: string, bytes: Uint8Array): boolean {
  const tag = parseName(name)?.tag;
  if (tag === "head") return equalBytes(bytes, HEAD_CONTENT);
  const frame = parseFrame(
    bytes,
    tag === "batch" || tag === "device" ? tag : "state",
    tag === "batch" ? MAX_BATCH_FILE : MAX_STATE_FILE,
  );
  return frame.ok || frame.error.tag === "newer-format";
}

const isOurFolder = (folder: string): boolean => {
  const [first = "", stream, inner, ...rest] = folder.split("/");
  if (folder === "" || folder === HEADS || folder === KEYS || folder === STREAMS) return true;
  return (
    first === STREAMS &&
    stream !== undefined &&
    isStreamId(stream) &&
    rest.length === 0 &&
    (inner === undefined || /^([0-9a-f]{4}|state-[0-9a-f]{8})$/.test(inner))
  );
};

const badName = (name: string): { readonly tag: "bad-request"; readonly issue: string } => ({
  tag: "bad-request",
  issue: `not a name of a store: ${name.slice(0, 90)}`,
});
