/**
 * Where the library system puts its lists, and what lies there: plain files that may hold a table, each with whether
 * anybody is still writing it. Links are not followed, and what belongs to the desk itself is never looked at.
 */
import { basename, dirname, extname, join, resolve, sep } from "node:path";
import type { CallResult } from "#shared/host/contract.ts";
import type { ListFile, RefreshChoiceFault, RefreshPlaceFault } from "#shared/host/refresh-calls.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { DeviceSettingsService } from "../device-settings-file.ts";
import { errorCode } from "../file-system.ts";
import type { ForeignFile, ListFiles } from "./list-files.ts";

export interface RefreshPlaces {
  /** Null where it may be named. */
  check(path: string): Promise<RefreshChoiceFault | null>;
  look(list: RefreshList): Promise<CallResult<"refresh.look">>;
  read(
    list: RefreshList,
    file: Omit<ListFile, "still"> & { readonly from: number },
  ): Promise<CallResult<"refresh.read">>;
}

export interface RefreshPlacesDeps {
  readonly files: ListFiles;
  readonly settings: Pick<DeviceSettingsService, "get">;
  /** Never steps. */
  readonly steadyClock: Clock;
  readonly dataFolder: string;
}

/** For so long a file's size and time have to stand still. */
export const STILL_MS = 10_000;
const PIECE_BYTES = 4 * 1024 * 1024;
/** Of a folder, the latest ones. */
const MOST_FILES = 50;

const TABLES: ReadonlySet<string> = new Set(
  ["csv", "tsv", "txt", "xls", "xlsx", "ods", "json", "jsonl", "ndjson"].map((end) => `.${end}`),
);
const mayHoldTable = (name: string): boolean =>
  TABLES.has(extname(name).toLowerCase()) && !name.startsWith(".") && !name.startsWith("~$");

export function createRefreshPlaces({ files, settings, steadyClock, dataFolder }: RefreshPlacesDeps): RefreshPlaces {
  /** By list and path: what was seen, and since when it is so. */
  const standing = new Map<RefreshList, Map<string, ForeignFile & { readonly since: number }>>();

  const withStill = (list: RefreshList, found: readonly (readonly [string, ForeignFile])[]): readonly ListFile[] => {
    const before = standing.get(list);
    const now = steadyClock.now();
    const after = new Map(
      found.map(([path, file]) => {
        const known = before?.get(path);
        const isSame = known !== undefined && known.size === file.size && known.modifiedAt === file.modifiedAt;
        return [path, { ...file, since: isSame ? known.since : now }] as const;
      }),
    );
    standing.set(list, after);
    return [...after]
      .map(([path, { size, modifiedAt, since }]) => ({
        name: basename(path),
        size,
        modifiedAt,
        still: now - since >= STILL_MS,
      }))
      .sort((a, b) => b.modifiedAt - a.modifiedAt || (a.name < b.name ? -1 : 1));
  };

  const see = async (path: string): Promise<Result<ForeignFile, Exclude<RefreshPlaceFault, { tag: "no-place" }>>> => {
    try {
      const file = await files.look(path);
      return file.kind === "other" ? err({ tag: "not-plain", path }) : ok(file);
    } catch (error) {
      return err({ tag: "place-away", path, code: errorCode(error) });
    }
  };

  const filesIn = async (folder: string): Promise<readonly (readonly [string, ForeignFile])[]> => {
    const found: (readonly [string, ForeignFile])[] = [];
    for (const name of (await files.list(folder)).filter(mayHoldTable)) {
      const path = join(folder, name);
      // gone between the two looks
      const file = await files
        .look(path)
        .catch((error: unknown) => (errorCode(error) === "ENOENT" ? null : Promise.reject(error)));
      if (file?.kind === "file") found.push([path, file]);
    }
    return found.sort(([, a], [, b]) => b.modifiedAt - a.modifiedAt).slice(0, MOST_FILES);
  };

  const isOwn = async (path: string): Promise<boolean> => {
    const { sharePath, backupPath } = settings.get();
    const trueOf = (way: string): Promise<string> => files.trueWay(way).catch(() => resolve(way));
    const at = await trueOf(path);
    for (const own of [dataFolder, sharePath, backupPath]) {
      if (own === undefined) continue;
      const folder = await trueOf(own);
      if (at === folder || at.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) return true;
    }
    return false;
  };

  return {
    async check(path) {
      const found = await see(path);
      if (!found.ok) return found.error;
      if (await isOwn(path)) return { tag: "own-folder", path };
      return found.value.kind === "file" && !mayHoldTable(basename(path)) ? { tag: "no-table", path } : null;
    },
    async look(list) {
      const path = settings.get().refreshPaths?.[list];
      if (path === undefined) return err({ tag: "no-place" });
      const found = await see(path);
      if (!found.ok) return found;
      const what = found.value.kind === "folder" ? "folder" : "file";
      if (await isOwn(path)) return err({ tag: "not-plain", path });
      try {
        const seen =
          what === "folder" ? await filesIn(path) : mayHoldTable(basename(path)) ? [[path, found.value] as const] : [];
        return ok({ path, what, files: withStill(list, seen) });
      } catch (error) {
        return err({ tag: "place-away", path, code: errorCode(error) });
      }
    },
    async read(list, { name, size, modifiedAt, from }) {
      const named = settings.get().refreshPaths?.[list];
      if (named === undefined) return err({ tag: "no-place" });
      // only what a look has shown: no name leads elsewhere
      const path = [...(standing.get(list)?.keys() ?? [])].find(
        (seen) => basename(seen) === name && (seen === named || dirname(seen) === named),
      );
      if (path === undefined) return err({ tag: "changed" });
      try {
        const { bytes, file } = await files.read(path, from, PIECE_BYTES);
        const isSame = file.kind === "file" && file.size === size && file.modifiedAt === modifiedAt;
        return isSame && (bytes.length > 0 || from >= size) ? ok({ bytes }) : err({ tag: "changed" });
      } catch (error) {
        const code = errorCode(error);
        // a link or nothing stands in its place
        return code === "ENOENT" || code === "ELOOP"
          ? err({ tag: "changed" })
          : err({ tag: "place-away", path: named, code });
      }
    },
  };
}
