/**
 * Ten reference files of every kind, none above 4 KiB: no single bit may be flipped, nothing cut or mixed
 * opens, and whatever bytes come, the answer is a typed error, in little time and memory.
 */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { OpenError } from "#shared/kernel/sealed.ts";
import { parseBatchHeader, parseBody } from "#shared/replication/files/batch.ts";
import { FRAME_KINDS, parseFrame } from "#shared/replication/files/frame.ts";
import { parseStateHeader } from "#shared/replication/files/state-file.ts";
import { type LibraryKey, openBatchFile, sealBatch } from "../../../../../electron/services/sealing/batch-file.ts";
import { openCard, sealCard } from "../../../../../electron/services/sealing/card-file.ts";
import { openState, sealState } from "../../../../../electron/services/sealing/sealed-state-file.ts";
import { makeAgreementKeys, makeSigningKeys, streamOf } from "../../../../../electron/services/sealing/signatures.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

const library: LibraryKey = { library: "0123456789abcdef", epoch: 1, key: Uint8Array.from(randomBytes(32)) };
const author = makeSigningKeys();
const stream = streamOf(author.publicKey);
const signKey = bytesToHex(author.publicKey);

interface Reference {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly open: (bytes: Uint8Array) => Result<unknown, OpenError>;
}

const batch = (no: number, text: string): Reference => ({
  name: `batch ${no}`,
  bytes: sealBatch(library, author.privateKey, {
    stream,
    no,
    firstSeq: no,
    previous: no === 1 ? null : "a".repeat(64),
    text,
  }).bytes,
  open: (bytes) => openBatchFile(library, { stream, no }, signKey, bytes),
});
const card = (device: string): Reference => ({
  name: `card of ${device}`,
  bytes: sealCard(
    library,
    {
      device,
      branch: "main",
      signKey,
      agreeKey: bytesToHex(makeAgreementKeys().publicKey),
      predecessor: null,
      since: 1,
    },
    author.privateKey,
  ),
  open: (bytes) => openCard(library, stream, bytes),
});
const state = (index: number | "manifest", text: string): Reference => ({
  name: `state ${index}`,
  bytes: sealState(library, author.privateKey, { stream, no: 7, index, text }).bytes,
  open: (bytes) => openState(library, { stream, no: 7, index }, signKey, bytes),
});

const entry = {
  seq: 1,
  hlc: "018bcfe568000000",
  pulls: 0,
  staff: "s",
  command: "test",
  ops: [{ kind: "reader", id: "r1", cells: { name: "李卫东" } }],
};
const REFERENCES: readonly Reference[] = [
  batch(1, JSON.stringify({ at: 1, entries: [entry] })),
  batch(2, JSON.stringify({ at: 2, entries: [] })),
  batch(3, JSON.stringify({ at: 3, acked: {}, entries: [] })),
  batch(4, bytesToHex(randomBytes(900))),
  card("一楼"),
  card("Children’s desk"),
  state("manifest", '{"at":1}'),
  state(0, '["reader",{"id":"r1"}]'),
  state(1, ""),
  state(65_535, bytesToHex(randomBytes(900))),
];

it.each(REFERENCES)("a $name opens as it is and fits the reference set", ({ bytes, open }) => {
  expect(bytes.length).toBeLessThanOrEqual(4096);
  expect(open(bytes).ok).toBe(true);
});

it.each(REFERENCES)("a $name opens with no single bit flipped", { timeout: 300_000 }, ({ bytes, open }) => {
  // in the first slice one bit of every byte, another one each time
  const step = proofScale(16, 1);
  for (let bit = 0; bit < bytes.length * 8; bit += step) {
    const at = step === 1 ? bit : bit + ((bit >> 3) % 8);
    const flipped = Uint8Array.from(bytes);
    flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
    expect(open(flipped).ok, `bit ${at}`).toBe(false);
  }
});

it.each(REFERENCES)("no other file opens as a $name", ({ open, bytes }) => {
  for (const other of REFERENCES)
    if (other.bytes !== bytes && !(other.name.startsWith("card") && open(other.bytes).ok))
      expect(open(other.bytes).ok).toBe(false);
});

describe("whatever bytes come", () => {
  const changed = fc
    .tuple(
      fc.nat({ max: REFERENCES.length - 1 }),
      fc.nat({ max: 4095 }),
      fc.nat({ max: 4095 }),
      fc.uint8Array({ maxLength: 64 }),
    )
    .map(([which, from, to, filling]) => {
      const { bytes } = REFERENCES[which] ?? { bytes: new Uint8Array() };
      const [start, end] = [Math.min(from, to, bytes.length), Math.min(Math.max(from, to), bytes.length)];
      return Uint8Array.from([...bytes.subarray(0, start), ...filling, ...bytes.subarray(end)]);
    });
  const headed = fc
    .tuple(
      fc.constantFrom(...FRAME_KINDS),
      fc.oneof(fc.json({ maxDepth: 6 }), fc.string()),
      fc.uint8Array({ minLength: 65, maxLength: 400 }),
    )
    .map(([kind, header, rest]) =>
      Uint8Array.from([...new TextEncoder().encode(`reader-desk ${kind} 1\n${header}\n`), ...rest]),
    );
  const dressed = fc
    .tuple(
      fc.constantFrom(...FRAME_KINDS),
      fc.dictionary(
        fc.constantFrom(
          "library",
          "stream",
          "no",
          "first",
          "previous",
          "floor",
          "base",
          "epoch",
          "salt",
          "commit",
          "codec",
          "must",
          "index",
          "sign",
          "agree",
          "__proto__",
        ),
        fc.anything({ maxDepth: 2 }),
      ),
    )
    .map(([kind, header]) =>
      Uint8Array.from([
        ...new TextEncoder().encode(`reader-desk ${kind} 1\n${JSON.stringify(header) ?? ""}\n`),
        ...new Uint8Array(200),
      ]),
    );
  const hostile = fc.oneof(changed, headed, dressed, fc.uint8Array({ maxLength: 4096 }));

  it("every decoder gives a typed error, none accepts, none throws", { timeout: 600_000 }, () => {
    const whole = new Set(REFERENCES.map(({ bytes }) => bytesToHex(bytes)));
    let slowest = 0;
    const heapBefore = process.memoryUsage().heapUsed;
    fc.assert(
      fc.property(hostile, (bytes) => {
        fc.pre(!whole.has(bytesToHex(bytes)));
        const startedAt = performance.now();
        for (const { open } of REFERENCES) {
          const opened = open(bytes);
          expect(opened.ok ? "accepted" : opened.error.tag).not.toBe("accepted");
        }
        for (const kind of FRAME_KINDS) {
          const frame = parseFrame(bytes, kind, 8192);
          if (frame.ok)
            for (const parse of [parseBatchHeader, parseStateHeader])
              expect(parse(frame.value).ok).toBeTypeOf("boolean");
        }
        slowest = Math.max(slowest, performance.now() - startedAt);
      }),
      { numRuns: proofScale(40, 20_000) },
    );
    console.log(
      `slowest of all decoders together: ${slowest.toFixed(1)} ms; heap grew by ${((process.memoryUsage().heapUsed - heapBefore) / 2 ** 20).toFixed(0)} MB`,
    );
  });

  it("a body of any text is refused or a list of whole entries", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json({ maxDepth: 8 }),
          fc
            .record({ at: fc.anything(), entries: fc.array(fc.anything({ maxDepth: 3 }), { maxLength: 3 }) })
            .map((body) => JSON.stringify(body)),
        ),
        (text) => {
          const body = parseBody(text, 1);
          if (body.ok) for (const [index, item] of body.value.entries.entries()) expect(item.seq).toBe(index + 1);
        },
      ),
      { numRuns: proofScale(40, 20_000) },
    );
  });
});
