/** A desk's keys, over the fast seal. Sealing takes its turn, opening is only arithmetic. */
import { err, ok } from "#shared/kernel/result.ts";
import type { Sealing } from "#shared/replication/exchange/ports.ts";
import { parseBody } from "#shared/replication/files/batch.ts";
import { batchName, shortHash } from "#shared/replication/files/names.ts";
import type { Desk } from "./desk.ts";
import { openFastBatch, openFastCard, openFastState, sealFastBatch, sealFastState, sha256Hex } from "./fast-seal.ts";
import { type Process, turn } from "./turn.ts";

export function sealOf(desk: Desk, process: Process): Sealing {
  const { world } = desk;
  const { random } = world;
  const held = (): string => desk.author.ring.keys.map(({ key }) => key).join();
  const locked = err({ tag: "locked" } as const);
  const refused = <T extends { readonly ok: boolean }>(answer: T): T => {
    if (!answer.ok) world.look(12);
    return answer;
  };
  return {
    library: world.library.library,
    seal: (request) =>
      turn(world, process, `seal ${request.no}`, () => {
        const signKey = desk.author.keys.get(request.stream);
        if (signKey === undefined) return locked;
        const file = sealFastBatch(desk.library, signKey, request, random);
        const body = parseBody(request.text, request.firstSeq);
        const name = batchName({ stream: request.stream, no: request.no, hash: shortHash(file.hash) });
        world.tokensOfBatch.set(name, body.ok ? body.value.entries.map(({ staff }) => staff) : []);
        return ok(file);
      }),
    open: async (place, signKey, bytes) =>
      refused(
        once(batches, bytes, `${held()} ${place.stream} ${place.no} ${signKey}`, () =>
          openFastBatch(desk.library, place, signKey, bytes),
        ),
      ),
    sealState: (request) =>
      turn(world, process, `seal state ${request.no} ${request.index}`, () => {
        const signKey = desk.author.keys.get(request.stream);
        return signKey === undefined ? locked : ok(sealFastState(desk.library, signKey, request, random));
      }),
    openState: async (place, signKey, bytes) => refused(openFastState(desk.library, place, signKey, bytes)),
    openCard: async (stream, bytes) =>
      refused(once(cards, bytes, `${held()} ${stream}`, () => openFastCard(desk.library, stream, bytes))),
    hash: async (bytes) => sha256Hex(bytes),
    newStream: (predecessor) =>
      turn(world, process, "new stream", () => {
        if (predecessor.stream === desk.author.stream) desk.beginStream(predecessor);
        return ok({ stream: desk.author.stream, predecessor: desk.author.left ?? predecessor });
      }),
  };
}

type Answers<T> = WeakMap<Uint8Array, { readonly place: string; readonly answer: T }>;

/** A file is opened again and again, and its bytes are never changed in place. */
const batches: Answers<ReturnType<typeof openFastBatch>> = new WeakMap();
const cards: Answers<ReturnType<typeof openFastCard>> = new WeakMap();

function once<T>(known: Answers<T>, bytes: Uint8Array, place: string, open: () => T): T {
  const before = known.get(bytes);
  if (before?.place === place) return before.answer;
  const answer = open();
  known.set(bytes, { place, answer });
  return answer;
}
