import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type DemoLibrary, generateDemo } from "#shared/demo/demo-library.ts";
import type { DemoRecord } from "#shared/demo/world.ts";
import { dueDay, FEEDBACK_STATUSES, isOpen } from "#shared/model/feedback.ts";
import { CODE_LISTS, JURISDICTION_ID, LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { CHANNELS } from "#shared/model/interaction.ts";
import { type Kind, RECORDS, type Values } from "#shared/model/kinds.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import type { FieldSpec } from "#shared/model/record.ts";
import { MAX_ENTRY_BYTES } from "#shared/replication/rows/entry.ts";
import { toOp } from "../../../../renderer/db/write/operations.ts";
import { proofScale } from "../../../support/proof-scale.ts";

const TODAY = "2026-11-24";
const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const NOW = midnightOf(TODAY) + 15.4 * 3_600_000;
const make = (seed: number, readers = 2000): DemoLibrary =>
  generateDemo({ seed, readers, today: TODAY, nowMs: NOW, midnightOf });

const library = make(1);
const recordsOf = (from: DemoLibrary): readonly DemoRecord[] => from.chunks.flat();
const all = recordsOf(library);
const of = <K extends Kind>(kind: K, records: readonly DemoRecord[] = all) =>
  records.filter((record) => record.kind === kind).map(({ id, values }) => ({ id, values: values as Values<K> })); // told apart by kind just before

/** Every value as its field declares it, and no other fields. */
function misfits({ kind, values }: DemoRecord): readonly string[] {
  const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
  return Object.entries(values).flatMap(([name, value]) => {
    const spec = fields[name];
    if (spec === undefined) return [`${kind}.${name} is not declared`];
    const parts =
      spec.shape === "one"
        ? [value]
        : spec.shape === "set"
          ? (value as readonly unknown[])
          : Object.values(value as object); // as the shape says
    return parts.every((part) => v.is(spec.schema, part)) ? [] : [`${kind}.${name}: ${JSON.stringify(value)}`];
  });
}

function shareOfTopFifth(records: readonly DemoRecord[]): number {
  const readers = of("reader", records);
  const use = new Map(readers.map(({ id }) => [id, 0]));
  for (const { values } of of("activity", records))
    use.set(values.reader ?? "", (use.get(values.reader ?? "") ?? 0) + (values.quantity ?? 1));
  const sorted = [...use.values()].sort((a, b) => b - a);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return sum(sorted.slice(0, Math.ceil(sorted.length / 5))) / sum(sorted);
}

describe("the sample library", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(make(7, 200)).toEqual(make(7, 200));
    expect(make(7, 200)).not.toEqual(make(8, 200));
  });

  it("fits the declaration of every field", () => {
    expect(all.flatMap(misfits)).toEqual([]);
  });

  it("fits one entry with every chunk, as the log writes it", () => {
    for (const chunk of library.chunks) {
      const ops = chunk.map(({ kind, id, values }) => toOp({ act: "create", kind, id, values }, undefined));
      expect(ops).not.toContain(null);
      expect(new TextEncoder().encode(JSON.stringify(ops)).length).toBeLessThan(MAX_ENTRY_BYTES - 10_000);
    }
  });

  it("gives every record its own id, and refers only to what came before", () => {
    const known = new Set<string>();
    // told once at the end: an assertion for each of a hundred thousand takes longer than all the rest
    const [unknown, twice]: [string[], string[]] = [[], []];
    const refer = (kind: string, id: string | undefined): void => {
      if (id !== undefined && !known.has(`${kind}/${id}`)) unknown.push(`${kind}/${id}`);
    };
    for (const { kind, id, values } of all) {
      if (known.has(`${kind}/${id}`)) twice.push(`${kind}/${id}`);
      const fields: Readonly<Record<string, unknown>> = values;
      const text = (name: string): string | undefined => (typeof fields[name] === "string" ? fields[name] : undefined);
      for (const name of ["reader", "promisedTo"]) refer("reader", text(name));
      if (kind !== "reader") refer("branch", text("branch"));
      for (const name of ["staff", "firstAsked", "assignee", "doneBy", "owner"]) refer("staff", text(name));
      refer("feedback", text("feedback"));
      if (kind === "task" && values) {
        const { about, origin } = values as Values<"task">; // by kind
        if (about !== undefined) refer(about.kind, about.id);
        refer("staff", origin?.id);
      }
      known.add(`${kind}/${id}`);
    }
    expect({ unknown, twice }).toEqual({ unknown: [], twice: [] });
    const codes = new Set(of("code").map(({ values }) => `${values.list}/${values.code}`));
    const used = [
      ...of("reader").flatMap(({ values }) => [`category/${values.category}`, `source/${values.source}`]),
      ...of("interaction").map(({ values }) => `purpose/${values.purpose}`),
      ...of("feedback").map(({ values }) => `topic/${values.topic}`),
    ];
    expect([...new Set(used)].filter((code) => !codes.has(code))).toEqual([]);
    expect(new Set(of("code").map(({ values }) => values.list))).toEqual(new Set(CODE_LISTS));
  });

  it("concentrates use: the top fifth makes between half and four fifths of it, whatever the seed", () => {
    expect(shareOfTopFifth(all)).toBeGreaterThan(0.5);
    expect(shareOfTopFifth(all)).toBeLessThan(0.8);
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const share = shareOfTopFifth(recordsOf(make(seed, 1000)));
        expect(share).toBeGreaterThan(0.5);
        expect(share).toBeLessThan(0.8);
      }),
      { numRuns: proofScale(2, 6) },
    );
  });

  it("has the size of a small library", () => {
    expect(of("branch")).toHaveLength(3);
    expect(of("staff")).toHaveLength(8);
    expect(of("reader")).toHaveLength(2000);
    expect(of("feedback")).toHaveLength(130);
    expect(all.length).toBeLessThan(60_000);
    expect(of("activity").length).toBeGreaterThan(20_000);
  });

  it("has nothing from the future but what is planned", () => {
    expect(of("interaction").filter(({ values }) => !((values.at ?? Number.NaN) <= NOW))).toEqual([]);
    expect(of("activity").filter(({ values }) => (values.on ?? "") > TODAY)).toEqual([]);
    expect(of("reader").filter(({ values }) => (values.enrolledOn ?? "") > TODAY)).toEqual([]);
    for (const { values } of of("feedback")) {
      const steps = Object.values(values.steps ?? {}).map(({ at }) => at);
      expect(Math.max(...steps)).toBeLessThanOrEqual(NOW);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
    for (const { values } of of("task")) expect(values.done ?? 0).toBeLessThanOrEqual(NOW);
  });

  it("has cards that no two readers share, some readers without one, and names of every sort", () => {
    const cards = of("reader").map(({ values }) => values.card);
    const given = cards.filter((card) => card !== undefined);
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeLessThan(cards.length);
    expect(given.filter((card) => card.startsWith("00")).length).toBeGreaterThan(1000);
    const names = of("reader").map(({ values }) => values.name ?? "");
    expect(names).toContain("𠮷永梅");
    expect(names).toContain("葛\u{E0100}晓峰");
    expect(names.some((name) => name.includes("·"))).toBe(true);
    expect(names.some((name) => /^\p{Script=Latin}/u.test(name))).toBe(true);
    expect(names.filter((name) => /^\p{Script=Han}{2,4}$/u.test(name)).length).toBeGreaterThan(1850);
  });

  it("has opinions in every state, some late, with different words, and register numbers without gaps", () => {
    const opinions = of("feedback").map(({ values }) => values);
    expect(new Set(opinions.map(({ status }) => status))).toEqual(new Set(FEEDBACK_STATUSES));
    const late = opinions.filter((opinion) => isOpen(opinion) && (dueDay(opinion) ?? "9999") < TODAY);
    expect(late.length).toBeGreaterThanOrEqual(2);
    expect(late.length).toBeLessThan(20);
    expect(new Set(opinions.map(({ text }) => text)).size).toBeGreaterThan(90);
    const numbers = opinions.map(({ registerNo }) => registerNo ?? "");
    for (const prefix of new Set(numbers.map((text) => text.slice(0, -4)))) {
      const running = numbers.filter((text) => text.startsWith(prefix)).map((text) => Number(text.slice(-4)));
      expect(running.sort((a, b) => a - b)).toEqual(running.map((_, index) => index + 1));
    }
    for (const { type, status, publicReply } of opinions)
      if (type === "suggestion" && status === "closed") expect(publicReply).toBeDefined();
    for (const opinion of opinions) expect(opinion.reply !== undefined, opinion.status ?? "").toBe(!isOpen(opinion));
  });

  it("has a name, which stands at the head of what it prints", () => {
    expect(of("setting")).toMatchObject([
      { id: LIBRARY_NAME_ID, values: { value: expect.stringMatching(/图书馆$/) } },
      { id: JURISDICTION_ID, values: { value: "mainland" } },
    ]);
  });

  it("has service records over all channels, and today's up to now", () => {
    const contacts = of("interaction").map(({ values }) => values);
    expect(new Set(contacts.map(({ channel }) => channel))).toEqual(new Set(offeredIn("mainland", CHANNELS)));
    expect(contacts.filter(({ at }) => (at ?? 0) >= midnightOf(TODAY)).length).toBeGreaterThan(50);
    expect(contacts.some(({ reader, contact }) => reader === undefined && contact !== undefined)).toBe(true);
    expect(contacts.some(({ count }) => (count ?? 1) > 1)).toBe(true);
  });

  it.each([0, 3.5, 8.9])("has at %f o'clock a whole day behind it, and nothing yet of today", (hour) => {
    const at = midnightOf(TODAY) + hour * 3_600_000;
    const early = recordsOf(generateDemo({ seed: 1, readers: 300, today: TODAY, nowMs: at, midnightOf }));
    const moments = of("interaction", early).map(({ values }) => values.at ?? 0);
    const yesterday = midnightOf("2026-11-23");
    expect(moments.filter((moment) => moment >= midnightOf(TODAY))).toEqual([]);
    expect(moments.filter((moment) => moment >= yesterday).length).toBeGreaterThan(30);
    expect(of("activity", early).filter(({ values }) => values.on === TODAY)).toEqual([]);
    expect(of("feedback", early).filter(({ values }) => (values.receivedAt ?? 0) >= midnightOf(TODAY))).toEqual([]);
  });

  it("writes today's records between the opening and now, more of them the later it is, and none after closing", () => {
    const counts = [9.5, 11, 14, 18, 23].map((hour) => {
      const nowMs = midnightOf(TODAY) + hour * 3_600_000;
      const records = recordsOf(generateDemo({ seed: 1, readers: 200, today: TODAY, nowMs, midnightOf }));
      const hours = of("interaction", records)
        .map(({ values }) => ((values.at ?? 0) - midnightOf(TODAY)) / 3_600_000)
        .filter((at) => at >= 0);
      expect(Math.min(...hours)).toBeGreaterThanOrEqual(9);
      expect(Math.max(...hours)).toBeLessThanOrEqual(Math.min(hour, 20));
      return hours.length;
    });
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeLessThan(12);
    expect(counts.at(-1)).toBeGreaterThan(80);
  });

  it("has no record of a house on a day on which it is closed", () => {
    const branches = new Map(of("branch").map(({ id, values }) => [id, values]));
    const closed = of("interaction").filter(({ values: { at = 0, branch = "", feedback } }) => {
      const weekday = new Date(at + 8 * 3_600_000).getUTCDay() || 7;
      // opinions come by letter and telephone too
      return feedback === undefined && branches.get(branch)?.openDays?.includes(String(weekday)) === false;
    });
    expect(closed).toEqual([]);
  });

  it("serves a population in which its figures per head are those of a town", () => {
    const population = of("branch").reduce((sum, { values }) => sum + (values.population ?? 0), 0);
    const year = of("activity").filter(({ values }) => (values.on ?? "") > "2025-11-24");
    const loans = year.reduce((sum, { values }) => sum + (values.kind === "loan" ? (values.quantity ?? 1) : 0), 0);
    const days = new Set(year.map(({ values }) => `${values.reader} ${values.on}`)).size;
    const active = new Set(year.map(({ values }) => values.reader)).size;
    for (const { values } of of("branch")) {
      const served = Object.values(values.served ?? {}).reduce((sum, count) => sum + count, 0);
      expect(served).toBe(values.population);
    }
    // of ten people one is a reader; a loan or half of one a head, as many visits
    expect((active / population) * 100).toBeGreaterThan(4);
    expect((active / population) * 100).toBeLessThan(15);
    expect(loans / population).toBeGreaterThan(0.3);
    expect(loans / population).toBeLessThan(2);
    expect(days / population).toBeGreaterThan(0.3);
    expect(days / population).toBeLessThan(2);
  });

  it("has plans for readers of a colleague, and next steps for those without a card, some of them late", () => {
    const plans = of("reader").filter(({ values }) => values.plan !== undefined);
    expect(plans.length).toBeGreaterThan(10);
    expect(plans.filter(({ values }) => values.owner === undefined)).toEqual([]);
    const cardless = new Set(of("reader").flatMap(({ id, values }) => (values.card === undefined ? [id] : [])));
    const steps = of("task").filter(({ values }) => values.done === undefined && cardless.has(values.about?.id ?? ""));
    expect(steps.some(({ values }) => (values.due ?? "") < TODAY)).toBe(true);
    expect(steps.some(({ values }) => (values.due ?? "") > TODAY)).toBe(true);
  });

  it("shows one reader with everything: expiring card, alert, promise, regular visits that stopped", () => {
    const shown = of("reader").find(({ id }) => id === library.shownReader)?.values;
    expect(shown).toMatchObject({ name: "张素琴", expiresOn: "2026-12-01", alert: { level: "must" } });
    const visits = of("activity").filter(({ values }) => values.reader === library.shownReader);
    expect(visits.length).toBeGreaterThan(300);
    expect(
      visits
        .map(({ values }) => values.on ?? "")
        .sort()
        .at(-1),
    ).toMatch(/^2026-11-0/);
    expect(
      of("task").some(({ values }) => values.promisedTo === library.shownReader && values.done === undefined),
    ).toBe(true);
  });

  it("stands at any moment of any day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 86_399_999 }), (dayNo, ms) => {
        const today = new Date(Date.UTC(2025, 0, 1 + dayNo)).toISOString().slice(0, 10);
        const nowMs = midnightOf(today) + ms;
        const records = recordsOf(generateDemo({ seed: dayNo, readers: 150, today, nowMs, midnightOf }));
        expect(records.flatMap(misfits)).toEqual([]);
        expect(of("interaction", records).filter(({ values }) => !((values.at ?? Number.NaN) <= nowMs))).toEqual([]);
      }),
      { numRuns: proofScale(2, 6) },
    );
  });
});
