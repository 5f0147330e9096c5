/** The form of sealed files: what is sealed opens the same, and nothing else opens at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import {
  batchLength,
  bodyText,
  MAX_BATCH_FILE,
  MAX_PLAIN_BYTES,
  parseBatchHeader,
  parseBody,
  utf8Length,
} from "#shared/replication/files/batch.ts";
import { parseFrame } from "#shared/replication/files/frame.ts";
import { pad, paddedSize, unpad } from "#shared/replication/files/padding.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { type LibraryKey, openBatchFile, sealBatch } from "../../../../electron/services/sealing/batch-file.ts";
import { openCard, sealCard } from "../../../../electron/services/sealing/card-file.ts";
import { inflate } from "../../../../electron/services/sealing/compression.ts";
import { keyId } from "../../../../electron/services/sealing/sealed-body.ts";
import { makeSigningKeys, streamOf } from "../../../../electron/services/sealing/signatures.ts";

const library: LibraryKey = { library: "0123456789abcdef", epoch: 1, key: new Uint8Array(32).fill(1) };
const author = makeSigningKeys();
const stream = streamOf(author.publicKey);
const signKey = bytesToHex(author.publicKey);
const hash = "a".repeat(64);

const sealed = (text: string, no = 2): Uint8Array =>
  sealBatch(library, author.privateKey, { stream, no, firstSeq: 5, previous: no === 1 ? null : hash, text }).bytes;

const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null));
const entryAt = (seq: number): fc.Arbitrary<Entry> =>
  fc.record({
    seq: fc.constant(seq),
    hlc: fc.constant("00000000000a0001"),
    pulls: fc.constant(3),
    staff: fc.string(),
    command: fc.string(),
    ops: fc.array(
      fc.record({
        kind: fc.constantFrom("reader", "newer-kind"),
        id: fc.uuid(),
        cells: fc.dictionary(fc.constantFrom("name", "tags/a", ".deleted"), cell),
      }),
      { maxLength: 3 },
    ),
  });

describe("a batch file", () => {
  it("opens to what was sealed", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 4 })
          .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => entryAt(5 + index)))),
        (entries) => {
          const text = bodyText({ at: 1, entries });
          const opened = openBatchFile(library, { stream, no: 2 }, signKey, sealed(text));
          expect(opened).toMatchObject({ ok: true, value: { no: 2, firstSeq: 5, previous: hash, text } });
          expect(parseBody(text, 5)).toEqual({
            ok: true,
            value: { at: 1, entries: JSON.parse(JSON.stringify(entries)) },
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("R9: is refused when it is cut, lengthened, elsewhere, or of another author or library", () => {
    const bytes = sealed("{}");
    const place = { stream, no: 2 };
    const tagOf = (result: ReturnType<typeof openBatchFile>): string => (result.ok ? "ok" : result.error.tag);
    for (const length of [0, 1, 20, 21, 100, bytes.length - 64, bytes.length - 1])
      expect(tagOf(openBatchFile(library, place, signKey, bytes.subarray(0, length)))).not.toBe("ok");
    expect(tagOf(openBatchFile(library, place, signKey, Uint8Array.from([...bytes, 0])))).toBe("bad-signature");
    expect(tagOf(openBatchFile(library, { stream, no: 3 }, signKey, bytes))).toBe("wrong-place");
    expect(tagOf(openBatchFile({ ...library, library: "zzzzzzzzzzzzzzzz" }, place, signKey, bytes))).toBe(
      "wrong-place",
    );
    expect(tagOf(openBatchFile(library, place, bytesToHex(makeSigningKeys().publicKey), bytes))).toBe("bad-signature");
    expect(tagOf(openBatchFile({ ...library, key: new Uint8Array(32) }, place, signKey, bytes))).toBe("wrong-key");
    expect(tagOf(openBatchFile(library, place, signKey, new Uint8Array(MAX_BATCH_FILE + 1)))).toBe("too-large");
    const newer = Uint8Array.from(new TextEncoder().encode("reader-desk batch 2\n{}\n"));
    expect(tagOf(openBatchFile(library, place, signKey, newer))).toBe("newer-format");
  });

  it("check 12: gives a typed error for any bytes", () => {
    const head = new TextEncoder().encode("reader-desk batch 1\n");
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.uint8Array({ maxLength: 3000 }).map((rest) => Uint8Array.from([...head, ...rest])),
      fc
        .json({ maxDepth: 5 })
        .map((json) => Uint8Array.from([...head, ...new TextEncoder().encode(`${json}\n`), ...new Uint8Array(200)])),
      fc
        .record({
          library: fc.constant(library.library),
          stream: fc.constant(stream),
          no: fc.anything(),
          first: fc.anything(),
          must: fc.anything(),
          codec: fc.anything(),
        })
        .map((header) =>
          Uint8Array.from([
            ...head,
            ...new TextEncoder().encode(`${JSON.stringify(header)}\n`),
            ...new Uint8Array(200),
          ]),
        ),
    );
    fc.assert(
      fc.property(hostile, (bytes) => {
        const opened = openBatchFile(library, { stream, no: 2 }, signKey, bytes);
        expect(opened.ok ? "ok" : opened.error.tag).not.toBe("ok");
        const frame = parseFrame(bytes, "batch", MAX_BATCH_FILE);
        if (frame.ok) expect(parseBatchHeader(frame.value).ok).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("names a key that a reader must understand and this one does not as a newer format", () => {
    const header = {
      codec: "deflate-raw",
      commit: hash,
      epoch: 1,
      first: 1,
      floor: 1,
      library: library.library,
      must: ["codec", "shape"],
      no: 1,
      previous: null,
      salt: hash,
      stream,
    };
    expect(parseBatchHeader({ header })).toEqual({ ok: false, error: { tag: "newer-format" } });
    expect(parseBatchHeader({ header: { ...header, must: ["codec"] } }).ok).toBe(true);
  });

  it("shows nothing of its content and only a size from a short list", () => {
    for (const length of [0, 1, 500, 5_000, 80_000]) {
      const bytes = sealed(JSON.stringify({ text: "readersecret".repeat(length) }));
      expect(Buffer.from(bytes).includes("readersecret")).toBe(false);
      const frame = parseFrame(bytes, "batch", MAX_BATCH_FILE);
      const size = (frame.ok ? frame.value.sealed.length : 0) - 16;
      expect(Math.log2(size) % 1).toBe(0);
      expect(size).toBeGreaterThanOrEqual(1024);
    }
  });
});

describe("a body", () => {
  it("check 12: gives a typed error for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json({ maxDepth: 8 })), (text) => {
        expect(parseBody(text, 1).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["deep nesting", `{"at":1,"entries":${"[".repeat(100_000)}`],
    [
      "a prototype's name as a cell",
      JSON.stringify({ at: 1, entries: [] }).replace(
        "[]",
        '[{"seq":1,"hlc":"0000000000000001","pulls":0,"staff":"","command":"","ops":[{"kind":"reader","id":"1","cells":{"__proto__":1}}]}]',
      ),
    ],
    [
      "a gap in its numbers",
      '{"at":1,"entries":[{"seq":2,"hlc":"0000000000000001","pulls":0,"staff":"","command":"","ops":[]}]}',
    ],
    [
      "two pulls in one batch",
      `{"at":1,"entries":[${[0, 1].map((pulls) => `{"seq":${pulls + 1},"hlc":"0000000000000001","pulls":${pulls},"staff":"","command":"","ops":[]}`).join(",")}]}`,
    ],
  ])("is refused for %s", (_, text) => {
    expect(parseBody(text, 1).ok).toBe(false);
  });

  it("keeps members of an entry that this version does not know", () => {
    const text =
      '{"at":1,"entries":[{"seq":1,"hlc":"0000000000000001","pulls":0,"staff":"","command":"","ops":[],"later":{"x":[1]}}]}';
    expect(parseBody(text, 1)).toMatchObject({ ok: true, value: { entries: [{ later: { x: [1] } }] } });
  });

  it("counts a text's bytes as UTF-8 has them", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe("cutting entries into batches", () => {
  it("R10: never mixes two pulls, never exceeds the limit, always takes one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ pulls: fc.integer({ min: 0, max: 2 }), size: fc.integer({ min: 0, max: 400 }) }), {
          minLength: 1,
          maxLength: 30,
        }),
        (shapes) => {
          const entries = shapes
            .toSorted((a, b) => a.pulls - b.pulls)
            .map(
              ({ pulls, size }, index): Entry => ({
                seq: index + 1,
                hlc: "0000000000000001",
                pulls,
                staff: "x".repeat(size),
                command: "",
                ops: [],
              }),
            );
          const count = batchLength(entries, 1000);
          const taken = entries.slice(0, count);
          expect(count).toBeGreaterThan(0);
          expect(new Set(taken.map(({ pulls }) => pulls)).size).toBe(1);
          if (count > 1) expect(JSON.stringify(taken).length).toBeLessThanOrEqual(1000 + 2);
        },
      ),
    );
  });
});

describe("padding", () => {
  it("is taken off again, and nothing but it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (body) => {
        const padded = pad(body);
        expect(padded.length).toBe(paddedSize(body.length));
        expect(unpad(padded)).toEqual({ ok: true, value: body });
        padded[padded.length - 1] = 1;
        if (padded.length > body.length + 4) expect(unpad(padded).ok).toBe(false);
      }),
    );
  });
});

describe("inflating", () => {
  it("stops at its bound", async () => {
    const { deflateRawSync } = await import("node:zlib");
    const bomb = deflateRawSync(new Uint8Array(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(inflate(bomb, MAX_PLAIN_BYTES)).toBeNull();
    expect(inflate(Uint8Array.from([...deflateRawSync(new Uint8Array(10)), 0]), 100)).toBeNull();
  });
});

describe("a device's card", () => {
  const card = { device: "一楼服务台", branch: "城东馆", signKey, agreeKey: hash, predecessor: null, since: 1 };

  it("opens to what was sealed, keeps its names to the library, and is refused whichever bit is flipped", {
    timeout: 120_000,
  }, () => {
    const bytes = sealCard(library, card, author.privateKey);
    expect(openCard(library, stream, bytes)).toEqual({
      ok: true,
      value: { ...card, stream, epoch: 1, key: keyId(library.key) },
    });
    expect(Buffer.from(bytes).includes("一楼")).toBe(false);
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openCard(library, stream, flipped).ok).toBe(false);
    }
  });

  it("cannot be made for a stream of somebody else", () => {
    const other = makeSigningKeys();
    const forged = sealCard(library, { ...card, signKey: bytesToHex(other.publicKey) }, other.privateKey);
    expect(openCard(library, stream, forged)).toEqual({ ok: false, error: { tag: "wrong-place" } });
  });
});
