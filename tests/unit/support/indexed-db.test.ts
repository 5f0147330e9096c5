/**
 * The tests' IndexedDB keeps of every row what a browser keeps: in an index stands who has all its fields, and nobody
 * else.
 */
import { indexedDB as asGiven } from "fake-indexeddb";
import "../../support/indexed-db.ts";
import { expect, it } from "vitest";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const ROWS = [
  { id: 1, card: "001", tags: ["a", "b"], at: { ms: 5 } },
  { id: 2, card: null, tags: [] },
  { id: 3, tags: "a", at: {} },
  { id: 4, card: undefined, at: { ms: 0 } },
  { id: 5, card: true, tags: ["a", null] },
  { id: 6, card: "", tags: ["a"], at: null },
];

it("finds by an index the rows that have its fields, also after they were written anew and deleted", async () => {
  const opening = asGiven.open("indexed-db-test");
  opening.onupgradeneeded = () => {
    const rows = opening.result.createObjectStore("rows", { keyPath: "id" });
    rows.createIndex("card", "card");
    rows.createIndex("tags", "tags", { multiEntry: true });
    rows.createIndex("at.ms", "at.ms");
    rows.createIndex("both", ["card", "tags"]);
  };
  const db = await done(opening);
  const rows = db.transaction("rows", "readwrite").objectStore("rows");
  for (const row of ROWS) rows.put(row);
  const keys = async (index: string): Promise<readonly IDBValidKey[]> => done(rows.index(index).getAllKeys());
  expect([await keys("card"), await keys("tags"), await keys("at.ms"), await keys("both")]).toEqual([
    [6, 1],
    [1, 3, 5, 6, 1],
    [4, 1],
    [6, 1],
  ]);
  rows.put({ id: 4, card: "004" });
  rows.put({ id: 1, tags: ["b"] });
  rows.delete(6);
  expect([await keys("card"), await keys("tags"), await keys("at.ms"), await keys("both")]).toEqual([
    [4],
    [3, 5, 1],
    [],
    [],
  ]);
  db.close();
});
