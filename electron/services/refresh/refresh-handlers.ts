/**
 * The calls of a refresh. The host's clock says when to look again: a page in the background is put to sleep by its
 * browser, and asks only once it was answered.
 */
import { resolve } from "node:path";
import type { Handlers } from "#shared/host/contract.ts";
import type { CameOfList } from "#shared/host/refresh-calls.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { REFRESH_LISTS, type RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { AskForPlace } from "../chosen-folders.ts";
import type { DeskServices } from "../desk-services.ts";
import { nodeListFiles } from "./list-files.ts";
import { takeAsked } from "./refresh-asked.ts";
import { createRefreshPlaces, type RefreshPlaces } from "./refresh-places.ts";

type RefreshHandlers = Pick<Handlers, Extract<keyof Handlers, `refresh.${string}`>>;

/** Of a window that was opened for nothing but what somebody has asked for. */
export interface RefreshErrand {
  /** What came of it, list by list. */
  readonly onDone: (came: readonly CameOfList[]) => void;
}

export const createRefreshHandlers = (
  services: Pick<DeskServices, "fs" | "settings" | "dataFolder">,
  steadyClock: Clock,
  askForPlace: AskForPlace,
  errand: RefreshErrand | null = null,
): RefreshHandlers =>
  refreshHandlers({
    settings: services.settings,
    places: createRefreshPlaces({ ...services, files: nodeListFiles(), steadyClock }),
    steadyClock,
    askForPlace,
    // what is broken off in the middle is still asked for
    takeAsked: errand === null ? () => takeAsked(services.fs, services.dataFolder) : once(),
    onCame: (came) => errand?.onDone(came),
    pause: (ms) => new Promise((done) => setTimeout(done, ms).unref()),
  });

/** True, and false from then on. */
const once = (): (() => Promise<boolean>) => {
  let isOver = false;
  return async () => {
    const wasOver = isOver;
    isOver = true;
    return !wasOver;
  };
};

/** Between two looks at the places. */
const EVERY_MS = 5_000;
/** A page that is not answered by then takes its host for gone. */
const HOLDS_MS = 45_000;

export function refreshHandlers({
  settings,
  places,
  steadyClock,
  askForPlace,
  takeAsked,
  onCame = () => undefined,
  pause,
}: Pick<DeskServices, "settings"> & {
  readonly places: RefreshPlaces;
  readonly steadyClock: Clock;
  readonly askForPlace: AskForPlace;
  /** Whether somebody outside of the window has asked since. */
  readonly takeAsked: () => Promise<boolean>;
  /** Told of what came of lists that somebody has asked for. */
  readonly onCame?: (came: readonly CameOfList[]) => void;
  readonly pause: (ms: number) => Promise<void>;
}): RefreshHandlers {
  /** Files that the page was told of, by list. */
  const told = new Map<RefreshList, ReadonlySet<string>>();
  let asked = 0;
  /** Of that number a page has heard, and has asked again since. */
  let heard = 0;
  let turn = 0;
  let wake: () => void = () => undefined;

  const named = (): readonly RefreshList[] => {
    const { refreshPaths = {} } = settings.get();
    return REFRESH_LISTS.filter((list) => refreshPaths[list] !== undefined);
  };
  /** Lists with a file that stands still and of which the page does not know. */
  const changed = async (isHeard: () => boolean): Promise<readonly RefreshList[]> => {
    const lists: RefreshList[] = [];
    for (const list of named()) {
      const look = await places.look(list);
      // away: it is looked for again
      if (!look.ok) continue;
      const still = look.value.files
        .filter((file) => file.still)
        .map((file) => [file.name, file.size, file.modifiedAt].join("\n"));
      if (!isHeard()) break;
      const known = told.get(list);
      if (still.some((file) => known?.has(file) !== true)) lists.push(list);
      told.set(list, new Set(still));
    }
    return lists;
  };

  return {
    "refresh.choose": async ({ list, what, path }) => {
      const wanted = await askForPlace(what, path);
      if (wanted === null) return err({ tag: "cancelled" });
      const at = resolve(wanted);
      const fault = await places.check(at);
      if (fault !== null) return err(fault);
      const paths = { ...settings.get().refreshPaths, [list]: at };
      const written = await settings.write({ refreshPaths: paths });
      return written.ok ? ok({ path: at, paths }) : written;
    },
    "refresh.forget": async ({ list }) => {
      const { [list]: _gone, ...paths } = settings.get().refreshPaths ?? {};
      const written = await settings.write({ refreshPaths: paths });
      return written.ok ? ok({ paths }) : written;
    },
    "refresh.look": ({ list }) => places.look(list),
    "refresh.read": ({ list, ...file }) => places.read(list, file),
    "refresh.next": async ({ asked: known, came }) => {
      const mine = ++turn;
      if (known !== null && known > heard) onCame(came ?? []);
      if (known !== null) heard = known;
      const until = steadyClock.now() + HOLDS_MS;
      if (known === null) told.clear();
      // a page of before is gone, or asks again
      wake();
      while (mine === turn && named().length > 0) {
        if (await takeAsked()) asked++;
        if (asked > heard) return ok({ lists: named(), asked });
        const lists = settings.get().refreshByItself === true ? await changed(() => mine === turn) : [];
        if (mine !== turn) break;
        if (lists.length > 0 || steadyClock.now() >= until) return ok({ lists, asked });
        await Promise.race([
          pause(EVERY_MS),
          new Promise<void>((done) => {
            wake = done;
          }),
        ]);
      }
      return ok({ lists: [], asked });
    },
  };
}
