/**
 * IndexedDB for tests in Node. The package makes an exception, stack and all, for each index of a row that lacks its
 * field, and keeps nothing of it: with our many indexes that was a third of the time of all tests with a database. Such
 * a row is known by looking.
 */
import "fake-indexeddb/auto";

/** The package's index; `undefined` is the key of a row that does not belong in it. */
interface RawIndex {
  readonly keyPath: string | readonly string[];
  getIndexKey(row: unknown): unknown;
}

const lacks = (row: unknown, path: string): boolean =>
  typeof row === "object" &&
  row !== null &&
  !path.includes(".") &&
  (row as Readonly<Record<string, unknown>>)[path] == null; // any field of any row

function lookFirst(indexes: RawIndex): void {
  const keyOf = indexes.getIndexKey;
  indexes.getIndexKey = function (this: RawIndex, row) {
    return [this.keyPath].flat().some((path) => lacks(row, path)) ? undefined : keyOf.call(this, row);
  };
}

/** One of its indexes: the package gives nobody their class. */
async function anyIndex(): Promise<RawIndex> {
  const opening = indexedDB.open("any-index");
  const index = await new Promise<IDBIndex>((resolve, reject) => {
    opening.onupgradeneeded = () => resolve(opening.result.createObjectStore("rows").createIndex("field", "field"));
    opening.onerror = () => reject(opening.error);
  });
  const { _rawIndex } = index as IDBIndex & { readonly _rawIndex: RawIndex }; // as the package names it
  await new Promise((resolve) => (opening.onsuccess = resolve));
  opening.result.close();
  indexedDB.deleteDatabase("any-index");
  return _rawIndex;
}

lookFirst(Object.getPrototypeOf(await anyIndex()) as RawIndex); // an object's prototype has its methods
