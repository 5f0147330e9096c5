/**
 * The checkpoints of a share. One counts that is signed by its writer, has every part that its manifest names, and
 * lies on the lines that the batches go on with. Where history was swept, the state is rebuilt on one of them.
 */
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { OpenError, StatePlace } from "#shared/kernel/sealed.ts";
import { type Checkpoint, parseManifest, parsePart } from "#shared/replication/checkpoints/checkpoint.ts";
import { reachesFloors } from "#shared/replication/checkpoints/floors.ts";
import { isAside, type StateRow } from "#shared/replication/checkpoints/state-row.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { manifestName, partName, type StateRef, shortHash } from "#shared/replication/files/names.ts";
import { holdsRefused, type Removals } from "#shared/replication/lines/removals.ts";
import { differingKinds, digestOf } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";
import { sha256 } from "../sealing/signatures.ts";
import type { Finding } from "./findings.ts";
import type { ReplayStart } from "./replay.ts";
import type { CheckedStream } from "./streams.ts";
import type { ShareFile } from "./walk.ts";

export interface CheckedState extends StateRef {
  readonly device: string;
  readonly signKey: string;
  readonly checkpoint: Checkpoint;
}

export interface StateDeps {
  readonly store: Store;
  readonly key: LibraryKey;
  readonly streams: readonly CheckedStream[];
  readonly find: (finding: Finding) => void;
}

/** Those that count; the one that covers most comes first. */
export async function readStates(deps: StateDeps, files: readonly ShareFile[]): Promise<readonly CheckedState[]> {
  const manifests = files.flatMap(({ name }) => (name.tag === "manifest" ? [name] : []));
  const found: CheckedState[] = [];
  for (const { stream, no } of manifests) {
    const state = await readState(deps, { stream, no });
    if (state !== null) found.push(state);
  }
  const finished = new Set(manifests.map(manifestName));
  const begun = new Map(
    files.flatMap(({ name }) =>
      name.tag === "part" && !finished.has(manifestName(name)) ? [[manifestName(name), name] as const] : [],
    ),
  );
  for (const { stream, no } of begun.values())
    deps.find({ tag: "state-unfinished", device: deviceOf(deps.streams, stream), no });
  return found.sort((a, b) => reach(b) - reach(a) || b.checkpoint.at - a.checkpoint.at);
}

const deviceOf = (streams: readonly CheckedStream[], id: string): string =>
  streams.find(({ stream }) => stream === id)?.device ?? id;
export const reach = ({ checkpoint }: CheckedState): number =>
  Object.values(checkpoint.cursors.streams).reduce((sum, { seq, no }) => sum + seq + no, 0);

async function readState({ store, key, streams, find }: StateDeps, ref: StateRef): Promise<CheckedState | null> {
  const { card, device = ref.stream } = streams.find(({ stream }) => stream === ref.stream) ?? { card: null };
  if (card === null) return null;
  const refuse = (file: string, error: OpenError): null => {
    find({ tag: "refused", device, file, error });
    return null;
  };
  const file = manifestName(ref);
  const bytes = await store.get(file);
  if (!bytes.ok) return null; // taken away meanwhile
  const opened = openState(key, { ...ref, index: "manifest" }, card.signKey, bytes.value);
  const manifest = opened.ok ? parseManifest(opened.value.text) : opened;
  if (!manifest.ok) return refuse(file, manifest.error);
  const state: CheckedState = { ...ref, device, signKey: card.signKey, checkpoint: manifest.value };
  if ((state.checkpoint.cursors.streams[ref.stream]?.no ?? 0) < ref.no) return refuse(file, { tag: "wrong-place" });
  if (!liesOnLines(state.checkpoint, streams)) return refuse(file, { tag: "malformed", what: "line" });
  for (let index = 0; index < state.checkpoint.parts.length; index++) {
    const part = await readPart(store, key, state, index);
    if (part === null) find({ tag: "part-missing", device, file: partName(ref, index) });
    else if (!part.ok) refuse(partName(ref, index), part.error);
    if (part === null || !part.ok) return null;
  }
  return state;
}

/** Null where it is not there. */
async function readPart(
  store: Store,
  key: LibraryKey,
  state: CheckedState,
  index: number,
): Promise<Result<readonly StateRow[], OpenError> | null> {
  const bytes = await store.get(partName(state, index));
  if (!bytes.ok) return null;
  const place: StatePlace = { stream: state.stream, no: state.no, index };
  const opened = openState(key, place, state.signKey, bytes.value);
  if (!opened.ok) return opened;
  if (bytesToHex(sha256(bytes.value)) !== state.checkpoint.parts[index]?.hash)
    return { ok: false, error: { tag: "wrong-place" } };
  return parsePart(opened.value.text);
}

/**
 * The batch behind names the checkpoint's last one as the one before it; where none follows, no other stands in its
 * place.
 */
function liesOnLines({ cursors, hashes }: Checkpoint, streams: readonly CheckedStream[]): boolean {
  return streams.every(({ stream, batches }) => {
    const { no } = cursors.streams[stream] ?? { no: 0 };
    const hash = shortHash(hashes[stream] ?? "");
    if (no === 0 || hash === "") return true;
    const following = batches.filter((batch) => batch.no === no + 1);
    if (following.length > 0) return following.some(({ previous }) => previous === hash);
    const standing = batches.filter((batch) => batch.no === no);
    return standing.length === 0 || standing.some((batch) => batch.hash === hash);
  });
}

/**
 * The one that reaches every floor and covers most, rather one of a computer that is in, made knowing who is out; null
 * where there is none.
 */
export function baseOf(
  states: readonly CheckedState[],
  streams: readonly CheckedStream[],
  out: Removals = new Map(),
): CheckedState | null {
  const floors = Object.fromEntries(streams.map(({ stream, floor }) => [stream, floor]));
  const usable = states.filter(({ checkpoint }) => reachesFloors(checkpoint.cursors.streams, floors));
  const isSound = ({ stream, checkpoint }: CheckedState): boolean =>
    out.get(stream)?.way !== "removed" && !holdsRefused(out, checkpoint.cursors.streams);
  return usable.find(isSound) ?? usable[0] ?? null;
}

/** Its rows, held against its own digest. */
export async function replayStart({ store, key, find }: StateDeps, state: CheckedState): Promise<ReplayStart> {
  const { checkpoint, device } = state;
  const rows = new Map<string, readonly [kind: string, row: AnyRow]>();
  let aside = 0;
  for (let index = 0; index < checkpoint.parts.length; index++) {
    const part = (await readPart(store, key, state, index)) ?? ok([]);
    for (const row of part.ok ? part.value : []) {
      if (isAside(row)) aside += 1;
      // a row that comes a second time is the later one
      else rows.set(`${row[0]}/${row[1].id}`, row);
    }
  }
  const { digest } = checkpoint;
  // who knows other fields than its writer sets aside others, and may show another state
  const kinds =
    digest === null || digest.aside !== aside
      ? []
      : differingKinds(
          digest.tables,
          digestOf(rows.values(), (text) => sha256(new TextEncoder().encode(text))),
        );
  if (kinds.length > 0) find({ tag: "state-differs", device, no: state.no, kinds });
  return { cursors: checkpoint.cursors.streams, rows: [...rows.values()] };
}
