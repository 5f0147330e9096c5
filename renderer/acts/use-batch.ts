/**
 * One change for many readers, in the worker, with its undo in the toast, under Ctrl+Z where it is the last act, and in
 * the menu for good.
 */
import { useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { maskName, nameless } from "#shared/model/readers/mask.ts";
import { type House, readHouse } from "../db/read-house.ts";
import { readLastBatch } from "../db/write/last-batch.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { useSharedQuery } from "../desk-services/shared-query.ts";
import { useFormat, useT } from "../i18n/use-t.ts";
import type { Rate } from "../platform/worker/import-api.ts";
import type { BatchAct, LastBatch } from "../platform/worker/segments-api.ts";
import { whileReporting } from "../platform/worker/worker-callback.ts";
import { type Toast, type ToastAction, useToasts } from "../ui/dialogs/toast.tsx";

/** So many are called out by name in what is said of a task for each. */
const NAMED = 2;

export interface Batch {
  /** Null while nothing runs. */
  readonly rate: Rate | null;
  readonly run: (ids: readonly string[], act: BatchAct) => Promise<void>;
  readonly cancel: () => void;
  /** Null where there is nothing to take back, and while it runs. */
  readonly undo: (() => Promise<void>) | null;
  /** Of Ctrl+Z. @returns whether the journal has all of it */
  readonly takeBack: (batchId: string) => Promise<boolean>;
}

export function useBatch(): Batch {
  const t = useT();
  const { db, worker, clock, random } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  const { list } = useFormat();
  const [rate, setRate] = useState<Rate | null>(null);
  const last = useSharedQuery(db, readLastBatch) ?? null;

  const wordsOf = (act: BatchAct, house: House): string => {
    switch (act.tag) {
      case "add-tag":
      case "remove-tag":
        return t(`batch.say-${act.tag}`, { value: act.value });
      case "set-owner":
        return t("batch.say-set-owner", {
          value: act.owner === null ? t("batch.nobody") : (house.staff.get(act.owner) ?? act.owner),
        });
      case "set-rhythm":
        return t("batch.say-set-rhythm", { days: act.days ?? 0 });
      case "set-branch": {
        const value = house.branches.get(act.branch) ?? act.branch;
        if (act.closes === undefined) return t("batch.say-set-branch", { value });
        return t("batch.say-close-branch", { name: house.branches.get(act.closes) ?? act.closes, value });
      }
      case "lists":
        return t("batch.say-lists", { name: act.name });
      case "task":
        return act.text === "" ? t("batch.task") : t("batch.say-task", { value: act.text });
    }
  };
  /** @param count how many of them have one now, the first ones */
  const tasksMade = async (ids: readonly string[], count: number): Promise<string> => {
    const rows = await db.reader.bulkGet(ids.slice(0, NAMED));
    const people = rows.filter((row) => row !== undefined && row.gone !== 1).slice(0, count);
    const names = people.map((row) => maskName(row?.name ?? "", row?.familyName) || t("words.no-name"));
    const more = count - names.length;
    const shown = list(names);
    const who = nameless(more === 0 ? shown : t("batch.for-more", { names: shown, more }));
    return t("batch.did-task", { count, who });
  };
  const undoOf = async (batch: LastBatch): Promise<boolean> => {
    const what = wordsOf(batch.act, await readHouse(db));
    setRate({ done: 0, total: 0 });
    try {
      const left = await whileReporting(setRate, (onProgress) =>
        worker.segments.undo(batch.batchId, staff, onProgress),
      );
      show({
        text: t("batch.did-undo", { what }),
        ...(left > 0 && { detail: t("batch.undo-left", { count: left }) }),
      });
      return true;
    } catch {
      // it is noted still, and goes on where it was
      show({
        tone: "failed",
        text: t("batch.undo-broken", { what }),
        detail: t("batch.undo-broken-safe"),
        actions: [undoAction(batch)],
      });
      return false;
    } finally {
      setRate(null);
    }
  };
  const undoAction = (batch: LastBatch): ToastAction => ({
    label: t("acts.undo"),
    keys: "Ctrl+Z",
    undo: true,
    onClick: () => void undoOf(batch),
  });
  return {
    rate,
    async run(ids, act) {
      const batchId = uuidV7(clock.now(), random);
      const what = wordsOf(act, await readHouse(db));
      const tell = (isAny: boolean, said: Pick<Toast, "text" | "detail" | "tone">): void =>
        show({ ...said, ...(isAny && { actions: [undoAction({ batchId, act })] }) });
      setRate({ done: 0, total: ids.length });
      try {
        const { changed, gone, stopped, failure } = await whileReporting(setRate, (onProgress) =>
          (act.tag === "lists" ? worker.outreach.make : worker.segments.change)(
            { batchId, ids, act, staff },
            onProgress,
          ),
        );
        const detail =
          failure !== null
            ? t("batch.failed", { reason: failure })
            : stopped
              ? t("batch.stopped")
              : gone > 0
                ? t("batch.gone", { count: gone })
                : undefined;
        tell(changed > 0, {
          text: t("batch.did", { what, count: changed }),
          ...(act.tag === "lists" && { text: t("batch.did-lists", { count: changed }), detail: act.name }),
          ...(act.tag === "task" && changed > 0 && { text: await tasksMade(ids, changed), detail: what }),
          ...(detail !== undefined && { detail }),
          ...(failure !== null && { tone: "failed" }),
        });
      } catch {
        const isAny = await worker.segments.lastBatch().then(
          (noted) => noted?.batchId === batchId,
          // unknown: taking back what was not written does no harm
          () => true,
        );
        tell(isAny, {
          tone: "failed",
          text: t("batch.broken", { what }),
          detail: t(isAny ? "batch.broken-some" : "batch.broken-none"),
        });
      } finally {
        setRate(null);
      }
    },
    cancel() {
      void worker.segments.cancel();
      void worker.outreach.cancel();
    },
    undo: last === null || rate !== null ? null : async () => void (await undoOf(last)),
    async takeBack(batchId) {
      const noted = await readLastBatch(db);
      return noted?.batchId === batchId && (await undoOf(noted));
    },
  };
}
