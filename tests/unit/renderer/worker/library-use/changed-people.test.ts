import fc from "fast-check";
import { expect, test } from "vitest";
import { changedPeople } from "../../../../../renderer/worker/library-use/changed-people.ts";
import type { Person } from "../../../../../renderer/worker/library-use/people.ts";

const person = (id: string): Person => ({ id }) as Person; // only who they are is asked

test("a reader who goes moves all behind her, and nobody else has changed", () => {
  const all = Array.from({ length: 1000 }, (_, n) => person(String(n)));
  expect(changedPeople(all, all.toSpliced(10, 1), 5)).toEqual([{ was: all[10], is: undefined, place: 10 }]);
  const come = person("new");
  expect(changedPeople(all, all.toSpliced(10, 0, come), 5)).toEqual([{ was: undefined, is: come, place: 10 }]);
});

test("who changed is told from who came and went, at whatever place", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(ids, ids, fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }), (before, now, isSame) => {
      const old = before.map((id) => person(String(id)));
      const next = now.map(
        (id) => (isSame[id] === true ? old.find((each) => each.id === String(id)) : undefined) ?? person(String(id)),
      );
      const wanted = [...new Set([...before, ...now])].flatMap((id) => {
        const [was, is] = [old.find((each) => each.id === String(id)), next.find((each) => each.id === String(id))];
        return was === is ? [] : [[id, was, is]];
      });
      const found = changedPeople(old, next, 100) ?? expect.unreachable();
      for (const { is, place } of found) if (is !== undefined) expect(next[place]).toBe(is);
      const byId = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0]);
      expect(found.map(({ was, is }) => [Number((was ?? is)?.id), was, is]).toSorted(byId)).toEqual(
        wanted.toSorted(byId),
      );
    }),
  );
});

test("is not told where too many have changed", () => {
  const [old, next] = [0, 1].map(() => Array.from({ length: 6 }, (_, n) => person(String(n))));
  expect([changedPeople(old ?? [], next ?? [], 6)?.length, changedPeople(old ?? [], next ?? [], 5)]).toEqual([6, null]);
});
