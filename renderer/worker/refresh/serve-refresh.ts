/**
 * Takes over the lists of the library system by the same importer as the wizard's: what is remembered of such columns is
 * not asked again, what is known already is not written again, and what looks wrong is asked about first.
 */
import { columnsGone, missingOfUse } from "#shared/import-export/refresh/refresh-list.ts";
import { reasonsToStop } from "#shared/import-export/refresh/stop-reasons.ts";
import type { TakenOnce } from "#shared/import-export/refresh/taken-list.ts";
import { assert } from "#shared/kernel/assert.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { REFRESH_AUTHOR, REFRESH_LISTS, type RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { waitMs } from "../../db/write/web-lock.ts";
import type { Rate } from "../../platform/worker/import-api.ts";
import type { MissingReaders, RefreshApi, RefreshFound } from "../../platform/worker/refresh-api.ts";
import { breathe } from "../breathe.ts";
import { recallTaken, rememberTaken, standingTaken } from "../import/remembered.ts";
import { createImportApi } from "../import/serve-imports.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type FindListDeps, findList, latestFile } from "./find-list.ts";
import { missingReaders } from "./missing-readers.ts";

type Found = Extract<RefreshFound, { tag: "found" }>;

const NOBODY: MissingReaders = { total: 0, readers: [] };

/** From a key until what it does is painted, and a little more. */
const GIVEN_MS = 120;

export function createRefreshApi(
  deps: WorkerDeps,
  wait = waitMs,
  steadyMs = (): number => performance.now(),
): RefreshApi {
  const { db, host, clock, installation } = deps;
  let pressedAt = -Infinity;
  const letPass = async (): Promise<void> => {
    const left = pressedAt + GIVEN_MS - steadyMs();
    if (left > 0) await wait(left);
  };
  const imports = createImportApi({ ...deps, letPass });
  const others: FindListDeps["others"] = new Map();
  let read: { readonly list: RefreshList; readonly blob: File } | null = null;
  let inHand: { readonly found: Found; readonly taken: Omit<TakenOnce, "takenAt"> } | null = null;
  let task = { cancelled: false };
  const begin = (): { cancelled: boolean } => {
    task.cancelled = true;
    task = { cancelled: false };
    return task;
  };
  const finding = (mine: { readonly cancelled: boolean }, tell: FindListDeps["tell"]): FindListDeps => ({
    host,
    imports,
    wait,
    others,
    isCancelled: () => mine.cancelled,
    tell,
  });

  return {
    async look(list, again, onProgress) {
      const mine = begin();
      [inHand, read] = [null, null];
      imports.close();
      const [last, own] = await Promise.all([recallTaken(db, list), recallTaken(db, list, installation)]);
      const anywhere = await standingTaken(db, last);
      const before = (await standingTaken(db, own)) ?? anywhere;
      const known = ({ size, modifiedAt }: Pick<TakenOnce, "size" | "modifiedAt">): TakenOnce | undefined =>
        [own, last].find((one) => one?.size === size && one.modifiedAt === modifiedAt) ?? undefined;
      const found = await findList(
        finding(mine, (stage, share) => onProgress(stage, { done: Math.round(share * 100), total: 100 })),
        list,
        (file) => !again && known(file) !== undefined,
        ({ name, columns }, { isNamed, isOnly }) => {
          const lacks = before === null ? [] : columnsGone(before.columns, columns, isNamed);
          if (lacks.length > 0) return { tag: "unknown-columns", name, lacks };
          const column = isOnly ? missingOfUse(list, columns) : null;
          return column === null ? null : { tag: "lacks-needed", name, column };
        },
      );
      if (mine.cancelled) return err({ tag: "cancelled" });
      if (!found.ok) return found;
      const { file, preview } = found.value;
      if (preview === null) return ok({ tag: "taken", name: file.name, takenAt: known(file)?.takenAt ?? 0 });
      read = { list, blob: found.value.blob };
      const { holds, mapping, rules, useMapping, useRules, rows } = preview;
      const facts = imports.facts(holds === "use" ? useMapping : mapping);
      assert(facts !== null, "the file has just been opened");
      const taken = { ...facts, size: file.size, modifiedAt: file.modifiedAt };
      const reasons = reasonsToStop(before, taken, anywhere);
      if (!preview.remembered) {
        const lacks = reasons.flatMap((reason) => (reason.tag === "lacks-columns" ? reason.names : []));
        return err({ tag: "unknown-columns", name: file.name, lacks });
      }
      if (rows === 0) return err({ tag: "no-rows", name: file.name });
      const tell = (rate: Rate): void => onProgress("checking", rate);
      const planned =
        holds === "use" ? await imports.planUse(useMapping, useRules, tell) : await imports.plan(mapping, rules, tell);
      if (mine.cancelled) return err({ tag: "cancelled" });
      if (!planned.ok) return planned;
      const met = imports.met();
      const missing =
        met === null
          ? NOBODY
          : await missingReaders(met, async () => {
              await breathe();
              await letPass();
              return !mine.cancelled;
            });
      if (mine.cancelled) return err({ tag: "cancelled" });
      const onMatch = holds === "use" ? null : rules.onMatch;
      const shown: Found = { tag: "found", list, file, holds, rows, counts: planned.value, onMatch, reasons, missing };
      inHand = { found: shown, taken };
      return ok(shown);
    },
    page: (bucket, from, count) => imports.page(bucket, from, count),
    async file(list) {
      // of a list that is in hand it is the very file that is shown
      if (read?.list === list) return ok(read.blob);
      const deps = finding(begin(), () => undefined);
      [inHand, read] = [null, null];
      const found = await findList(deps, list, () => false);
      if (!found.ok) return found.error.tag === "none-fits" ? latestFile(deps, list) : found;
      return found.value.preview === null ? err({ tag: "no-file" }) : ok(found.value.blob);
    },
    async take(desk, anyway, onProgress) {
      if (inHand === null) return err({ tag: "no-file" });
      const {
        found: { list, counts, reasons },
        taken,
      } = inHand;
      if (reasons.length > 0 && !anyway) return err({ tag: "asks" });
      inHand = null;
      const isAnything = counts.new + counts.update > 0;
      const written = isAnything
        ? await imports.write({ staff: REFRESH_AUTHOR, desk }, (rate) => onProgress("writing", rate))
        : ok(null);
      if (!written.ok) return written;
      const outcome = written.value;
      // what was broken off is found again
      if (outcome === null || (outcome.failure === null && outcome.report.stopped !== true)) {
        const writer = await deps.writer(REFRESH_AUTHOR);
        const once: TakenOnce = {
          ...taken,
          takenAt: clock.now(),
          ...(outcome !== null && { importId: outcome.report.importId }),
        };
        const kept = await rememberTaken(db, list, once, installation);
        const { confirmed } = await writer.run("import.report", kept, { undoable: false });
        // whoever hears that it is done may close the window
        await confirmed;
      }
      return ok({ counts, outcome });
    },
    async taken() {
      const all = await Promise.all(
        REFRESH_LISTS.map(
          async (list: RefreshList) => [list, await standingTaken(db, await recallTaken(db, list))] as const,
        ),
      );
      return Object.fromEntries(
        all.flatMap(([list, last]) => (last === null ? [] : [[list, { takenAt: last.takenAt, rows: last.rows }]])),
      );
    },
    giveWay() {
      pressedAt = steadyMs();
    },
    cancel() {
      task.cancelled = true;
      void imports.cancel();
    },
    close() {
      [inHand, read] = [null, null];
      imports.close();
    },
  };
}
