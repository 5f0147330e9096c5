/** A desk that takes over lists from a real folder, by the host's own services and a clock of the test's. */
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CallName, Host } from "#shared/host/contract.ts";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { ok } from "#shared/kernel/result.ts";
import { REFRESH_LISTS, type RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { nodeListFiles } from "../../../../../electron/services/refresh/list-files.ts";
import { refreshHandlers } from "../../../../../electron/services/refresh/refresh-handlers.ts";
import { createRefreshPlaces } from "../../../../../electron/services/refresh/refresh-places.ts";
import { createImportApi } from "../../../../../renderer/worker/import/serve-imports.ts";
import { createRefreshApi } from "../../../../../renderer/worker/refresh/serve-refresh.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";
import { BY, desk, quiet } from "../import/import-desk.ts";

const silent = () => {};

/** @param patience as an import's desk has it */
export async function refreshDesk(patience = 1) {
  const opened = await desk(patience);
  const [folder, dataFolder] = [await temporaryFolder(), await temporaryFolder()];
  const lists = join(folder, "lists");
  await mkdir(lists);
  let now = 0;
  let whileWaiting: () => Promise<void> = async () => undefined;
  const settings = {
    get: () => ({ refreshPaths: Object.fromEntries(REFRESH_LISTS.map((list) => [list, lists])) }),
    write: async () => ok({}),
    copyTo: async () => ok(null),
  };
  const steadyClock = { now: () => now };
  const handlers = refreshHandlers({
    settings,
    places: createRefreshPlaces({ files: nodeListFiles(), settings, steadyClock, dataFolder }),
    steadyClock,
    askForPlace: async () => null,
    takeAsked: async () => false,
    pause: async () => undefined,
  });
  const host = (async (name: CallName, args: unknown) => {
    const handler = Object.hasOwn(handlers, name) ? handlers[name as keyof typeof handlers] : null;
    // the handler belongs to the name; the compiler cannot follow it
    return handler === null ? opened.deps.host(name, args as never) : (handler as (args: unknown) => unknown)(args);
  }) as unknown as Host;
  const deps = {
    ...opened.deps,
    host,
    writer: async (staff: string) => {
      opened.writer.setStaff(staff);
      return opened.writer;
    },
  };
  const refresh = createRefreshApi(
    deps,
    async (ms) => {
      now += ms;
      await whileWaiting();
    },
    () => now,
  );
  let looked: RefreshList = "readers";
  const wizard = createImportApi(deps);
  return {
    ...opened,
    deps,
    lists,
    folder,
    refresh,
    /** @param at seconds */
    async put(name: string, bytes: string | Uint8Array, at: number) {
      await writeFile(join(lists, name), bytes);
      await utimes(join(lists, name), at, at);
    },
    onWait: (act: () => Promise<void>) => {
      whileWaiting = act;
    },
    look(list: RefreshList, again = false) {
      looked = list;
      return refresh.look(list, again, silent);
    },
    async found(list: RefreshList, again = false) {
      const found = await refresh.look(list, again, silent);
      if (!found.ok) throw new Error(JSON.stringify(found.error));
      if (found.value.tag !== "found") throw new Error(found.value.tag);
      return found.value;
    },
    /** As a person takes it who has looked at what there is to ask. */
    async take(anyway = false) {
      const taken = await refresh.take("一楼服务台", anyway, silent);
      if (!taken.ok) throw new Error(taken.error.tag);
      return taken.value;
    },
    /** Imports the file of the list that was looked at last by the wizard, as its columns are suggested; what is new overwrites. */
    async settle(kind: "visit" | "loan" | "hold" | null = null) {
      const file = await refresh.file(looked);
      if (!file.ok) throw new Error(file.error.tag);
      const preview = await wizard.open(file.value, quiet);
      if (!preview.ok) throw new Error(preview.error.tag);
      const { holds, mapping, rules, useMapping, useRules } = preview.value;
      // a category or a branch of each value that the library does not know
      const columns = await Promise.all(
        mapping.columns.map(async (rule, column) => {
          if (rule.target !== "category" && rule.target !== "branch") return rule;
          const unknown = (await wizard.values(column, mapping)).filter(({ fits }) => fits === null);
          return { ...rule, values: Object.fromEntries(unknown.map(({ value }) => [value, NEW_ENTRY])) };
        }),
      );
      // a place in a list of use that is no branch says nothing
      const useColumns = await Promise.all(
        useMapping.columns.map(async (rule, column) => {
          if (rule.target !== "branch") return rule;
          const unknown = (await wizard.valuesOfUse(column, useMapping)).filter(({ fits }) => fits === null);
          return { ...rule, values: Object.fromEntries(unknown.map(({ value }) => [value, null])) };
        }),
      );
      const planned =
        holds === "reader"
          ? await wizard.plan({ columns }, { ...rules, onMatch: "overwrite" }, quiet)
          : await wizard.planUse({ columns: useColumns }, { ...useRules, kind: useRules.kind ?? kind }, quiet);
      if (!planned.ok) throw new Error(planned.error.tag);
      const written = await wizard.write({ ...BY, list: looked }, quiet);
      if (!written.ok) throw new Error(written.error.tag);
      return planned.value;
    },
  };
}
