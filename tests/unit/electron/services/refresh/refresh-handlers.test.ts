/** When a page is told that there is something to take: by the host's clock, over places of the test's own. */
import { describe, expect, test } from "vitest";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { CameOfList, ListFile } from "#shared/host/refresh-calls.ts";
import { ok } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import { isAskedFor, leaveAsked, takeAsked } from "../../../../../electron/services/refresh/refresh-asked.ts";
import { refreshHandlers } from "../../../../../electron/services/refresh/refresh-handlers.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

function desk(settings: DeviceSettings) {
  let now = 0;
  let kept = settings;
  const files: Partial<Record<RefreshList, readonly ListFile[]>> = {};
  let pauses = 0;
  let isAsked = false;
  const told: (readonly CameOfList[])[] = [];
  const handlers = refreshHandlers({
    settings: {
      get: () => kept,
      write: async (change) => {
        kept = { ...kept, ...change };
        return ok(kept);
      },
      copyTo: async () => ok(null),
    },
    places: {
      check: async (path) => (path.endsWith("none") ? { tag: "place-away", path, code: "ENOENT" } : null),
      look: async (list) => ok({ path: `/lists/${list}`, what: "folder", files: files[list] ?? [] }),
      read: async () => ok({ bytes: new Uint8Array() }),
    },
    steadyClock: { now: () => now },
    askForPlace: async (_what, typed) => typed,
    takeAsked: async () => {
      const before = isAsked;
      isAsked = false;
      return before;
    },
    onCame: (came) => told.push(came),
    pause: async (ms) => {
      pauses++;
      now += ms;
    },
  });
  const next = async (asked: number | null, came?: CameOfList[]) => {
    const answer = await handlers["refresh.next"]({ asked, ...(came !== undefined && { came }) });
    if (!answer.ok) throw new Error(answer.error.tag);
    return answer.value;
  };
  const ask = (): void => {
    isAsked = true;
  };
  return { handlers, next, ask, files, told, settings: () => kept, pauses: () => pauses };
}

const BOTH = { refreshPaths: { loans: "/lists/loans", readers: "/lists/readers" } };
const file = (modifiedAt: number, still = true): ListFile => ({ name: "a.csv", size: 1, modifiedAt, still });

describe("a page is told", () => {
  test("of each file that stands still, once, and again when it has changed or the page begins anew", async () => {
    const { next, files } = desk({ ...BOTH, refreshByItself: true });
    files.readers = [file(1)];
    files.loans = [file(1, false)];
    expect(await next(null)).toEqual({ lists: ["readers"], asked: 0 });
    expect(await next(0)).toEqual({ lists: [], asked: 0 });
    files.loans = [file(1)];
    expect(await next(0)).toEqual({ lists: ["loans"], asked: 0 });
    files.readers = [file(2)];
    expect(await next(0)).toEqual({ lists: ["readers"], asked: 0 });
    expect(await next(null)).toEqual({ lists: ["readers", "loans"], asked: 0 });
  });

  test("of nothing where nobody has said that it goes by itself, but for what somebody asks for", async () => {
    const { next, files, ask } = desk(BOTH);
    files.readers = [file(1)];
    expect(await next(null)).toEqual({ lists: [], asked: 0 });
    ask();
    expect(await next(0)).toEqual({ lists: ["readers", "loans"], asked: 1 });
    expect(await next(1)).toEqual({ lists: [], asked: 1 });
    // a page that begins hears what was asked for while none was open
    ask();
    expect(await next(null)).toEqual({ lists: ["readers", "loans"], asked: 2 });
    // the one that was told of it was closed before it asked again
    expect(await next(null)).toEqual({ lists: ["readers", "loans"], asked: 2 });
    expect(await next(2)).toEqual({ lists: [], asked: 2 });
  });

  test("at once where no place is named", async () => {
    const { next, pauses } = desk({ refreshByItself: true });
    expect([await next(null), pauses()]).toEqual([{ lists: [], asked: 0 }, 0]);
  });
});

test("who has asked is told once what came of it, list by list, and of nothing that goes by itself", async () => {
  const { next, ask, files, told } = desk({ ...BOTH, refreshByItself: true });
  files.readers = [file(1)];
  await next(null);
  await next(0, [{ list: "readers", came: "done" }]);
  expect(told).toEqual([]);
  ask();
  expect(await next(0)).toEqual({ lists: ["readers", "loans"], asked: 1 });
  const came: CameOfList[] = [
    { list: "readers", came: "nothing-new" },
    { list: "loans", came: "asks" },
  ];
  await next(1, came);
  await next(1, []);
  expect(told).toEqual([came]);
});

test("what is asked for outside of the window is left in the data folder, and taken up once", async () => {
  const folder = await temporaryFolder();
  expect(await takeAsked(nodeFileSystem, folder)).toBe(false);
  await leaveAsked(nodeFileSystem, folder);
  await leaveAsked(nodeFileSystem, folder);
  expect(await isAskedFor(nodeFileSystem, folder)).toBe(true);
  expect([await takeAsked(nodeFileSystem, folder), await takeAsked(nodeFileSystem, folder)]).toEqual([true, false]);
  expect(await isAskedFor(nodeFileSystem, folder)).toBe(false);
});

test("a place that may be named stands in the settings until it is taken away; a refused one changes nothing", async () => {
  const { handlers, settings } = desk(BOTH);
  const choose = (path: string | null) => handlers["refresh.choose"]({ list: "holds", what: "folder", path });
  expect(await choose("/lists/none")).toMatchObject({ ok: false, error: { tag: "place-away" } });
  expect(await choose(null)).toEqual({ ok: false, error: { tag: "cancelled" } });
  expect(settings()).toEqual(BOTH);
  expect(await choose("/lists/holds")).toMatchObject({ ok: true, value: { path: "/lists/holds" } });
  expect(settings().refreshPaths).toEqual({ ...BOTH.refreshPaths, holds: "/lists/holds" });
  await handlers["refresh.forget"]({ list: "loans" });
  expect(settings().refreshPaths).toEqual({ readers: "/lists/readers", holds: "/lists/holds" });
});
