/** To whom a key is given: by whoever has begun its epoch, and by who was let in; never by who waits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admissionId } from "#shared/model/admission.ts";
import { type AdmissionDeps, epochsOf, newestEpochOf } from "#shared/replication/lines/admitted-epochs.ts";
import { removalsOf } from "#shared/replication/lines/removals.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

const [A, B, C, X, Y] = ["a", "b", "c", "x", "y"].map((letter) => letter.repeat(16)) as [
  string,
  string,
  string,
  string,
  string,
];
const KEY = "1".repeat(64);
const by = (stream: string): Stamp => [stream, 1, "0000000000000001", ""];

const epoch = (maker: string, no: number, key: string): AnyRow => ({
  id: `code-${key.slice(0, 16)}`,
  w: by(maker),
  epoch: no,
  key,
});
const gone = (remover: string, stream: string): AnyRow => ({
  id: `${stream}-0-retired`,
  w: by(remover),
  stream,
  no: 0,
  hash: "",
  seq: 0,
  way: "removed",
});
const admits = (writer: string, stream: string, key = KEY): AnyRow => ({ id: admissionId(stream, key), w: by(writer) });

const epochs = (rows: readonly AnyRow[], admissions: readonly AnyRow[], more: Partial<AdmissionDeps> = {}) =>
  epochsOf({ rows, removals: removalsOf(rows), admissions, cardKeys: new Map(), streams: [A, B, C, X, Y], ...more });
const to = (
  rows: readonly AnyRow[],
  admissions: readonly AnyRow[],
  more: Partial<AdmissionDeps> = {},
): readonly string[] => newestEpochOf(epochs(rows, admissions, more))?.to ?? [];

describe("the key of an epoch", () => {
  it("is for all that its maker has named, and for those whose card was made under it", () => {
    expect(to([epoch(A, 2, KEY)], [admits(A, A), admits(A, B)])).toEqual([A, B]);
    expect(
      to([epoch(A, 2, KEY)], [admits(A, A)], {
        cardKeys: new Map([
          [C, KEY],
          [X, "0".repeat(64)],
        ]),
      }),
    ).toEqual([A, C]);
  });

  it("is for all where its maker has named nobody, as older versions did", () =>
    expect(to([epoch(A, 2, KEY)], [])).toEqual([A, B, C, X, Y]));

  it("is given further by who has it, and not by who waits for it", () => {
    expect(to([epoch(A, 2, KEY)], [admits(A, A), admits(A, B), admits(B, C)])).toEqual([A, B, C]);
    expect(to([epoch(A, 2, KEY)], [admits(A, A), admits(X, X), admits(X, Y), admits(Y, X)])).toEqual([A]);
    // that somebody who waits was first to write the record hinders nobody
    const touched: AnyRow = { ...admits(X, X), f: { at: [{ by: by(A) }] } };
    expect(to([epoch(A, 2, KEY)], [admits(A, A), touched])).toEqual([A, X]);
  });

  it("comes with the keys of all epochs before it", () => {
    const next = "2".repeat(64);
    const found = epochs(
      [epoch(A, 2, KEY), epoch(A, 3, next)],
      [admits(A, A), admits(A, B), admits(A, A, next), admits(A, B, next), admits(B, X, next)],
    );
    expect(found.map(({ to: streams }) => streams)).toEqual([
      [A, B, X],
      [A, B, X],
    ]);
  });

  it("is for nobody who was removed", () =>
    expect(to([epoch(A, 2, KEY), gone(A, B)], [admits(A, A), admits(A, B), admits(A, C)])).toEqual([A, C]));

  it("of who waits is sealed under by nobody, whether it follows or stands beside", () => {
    const known = [admits(A, A), admits(A, B)];
    const next = "0".repeat(63).concat("2");
    for (const no of [2, 3]) {
      const found = epochs(
        [epoch(A, 2, KEY), epoch(X, no, next)],
        [...known, admits(X, X, next), admits(X, A, next), admits(X, B, next)],
      );
      expect(newestEpochOf(found)?.key).toBe(KEY);
      expect(found.find(({ key }) => key === next)).toMatchObject({ seals: false, to: [] });
    }
  });

  it("of two who know each other and have begun one at the same time is one and the same at every desk", () => {
    const other = "0".repeat(64);
    const rows = [epoch(A, 2, KEY), epoch(B, 2, other)];
    const known = [admits(A, A), admits(A, B), admits(B, A, other), admits(B, B, other)];
    expect(newestEpochOf(epochs(rows, known))?.key).toBe(other);
    expect(newestEpochOf(epochs(rows.toReversed(), known.toReversed()))?.key).toBe(other);
  });

  it("does not depend on the order of the records, and never reaches a stream that nobody with the key has named", () => {
    const stream = fc.constantFrom(A, B, C, X, Y);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(stream, stream), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (pairs, numbers) => {
          const rows = [epoch(A, 2, KEY)];
          const known = [admits(A, A), ...pairs.map(([writer, of]) => admits(writer, of))];
          const found = new Set(to(rows, known));
          const shuffled = known.map((row) => [numbers.next().value, row] as const).sort(([a], [b]) => a - b);
          expect(
            new Set(
              to(
                rows,
                shuffled.map(([, row]) => row),
              ),
            ),
          ).toEqual(found);
          // by walking from the maker along what was written
          const reached = new Set([A]);
          for (let round = 0; round < 5; round++)
            for (const [writer, of] of pairs) if (reached.has(writer)) reached.add(of);
          expect(found).toEqual(reached);
        },
      ),
    );
  });
});
