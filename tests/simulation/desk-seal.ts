/** A desk's keys, over the fast seal. Sealing takes its turn, opening is only arithmetic. */
import { err, ok } from "#shared/kernel/result.ts";
import { parseBody } from "#shared/replication/batch.ts";
import type { StreamId } from "#shared/replication/entry.ts";
import { batchName, shortHash } from "#shared/replication/names.ts";
import type { Seal } from "#shared/replication/ports.ts";
import type { Desk } from "./desk.ts";
import { type FastLibrary, openFastBatch, openFastCard, openFastState, sealFastBatch, sealFastState, sha256Hex } from "./fast-seal.ts";
import { type Process, turn } from "./turn.ts";

export function sealOf(desk: Desk, process: Process): Seal {
  const { world } = desk;
  const { library, random } = world;
  const locked = err({ tag: "locked" } as const);
  return {
    library: library.library,
    seal: (request) =>
      turn(world, process, `seal ${request.no}`, () => {
        const signKey = desk.author.keys.get(request.stream);
        if (signKey === undefined) return locked;
        const file = sealFastBatch(library, signKey, request, random);
        const body = parseBody(request.text, request.firstSeq);
        const name = batchName({ stream: request.stream, no: request.no, hash: shortHash(file.hash) });
        world.tokensOfBatch.set(name, body.ok ? body.value.entries.map(({ staff }) => staff) : []);
        return ok(file);
      }),
    open: async (place, signKey, bytes) => openCached(library, place, signKey, bytes),
    sealState: (request) =>
      turn(world, process, `seal state ${request.no} ${request.index}`, () => {
        const signKey = desk.author.keys.get(request.stream);
        return signKey === undefined ? locked : ok(sealFastState(library, signKey, request, random));
      }),
    openState: async (place, signKey, bytes) => openFastState(library, place, signKey, bytes),
    openCard: async (stream, bytes) => openFastCard(library, stream, bytes),
    hash: async (bytes) => sha256Hex(bytes),
    newStream: (predecessor) =>
      turn(world, process, "new stream", () => {
        if (predecessor.stream === desk.author.stream) desk.beginStream(predecessor);
        return ok({ stream: desk.author.stream, predecessor: desk.author.left ?? predecessor });
      }),
  };
}

/** A file is opened again and again, and its bytes are never changed in place. */
const opened = new WeakMap<Uint8Array, { readonly place: string; readonly answer: ReturnType<typeof openFastBatch> }>();

function openCached(library: FastLibrary, place: { readonly stream: StreamId; readonly no: number }, signKey: string, bytes: Uint8Array): ReturnType<typeof openFastBatch> {
  const key = `${library.library} ${library.epoch} ${place.stream} ${place.no} ${signKey}`;
  const known = opened.get(bytes);
  if (known?.place === key) return known.answer;
  const answer = openFastBatch(library, place, signKey, bytes);
  opened.set(bytes, { place: key, answer });
  return answer;
}
