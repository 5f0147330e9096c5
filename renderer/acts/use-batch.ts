/**
 * One change for many readers, in the worker, with its undo in the toast, under Ctrl+Z until the next act,
 * and in the menu for good.
 */
import { useEffect, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { useHouse } from "../desk-services/use-house.ts";
import { useT } from "../i18n/use-t.ts";
import type { Rate } from "../platform/worker/import-api.ts";
import type { BatchAct, LastBatch } from "../platform/worker/segments-api.ts";
import { whileReporting } from "../platform/worker/worker-callback.ts";
import { type Toast, type ToastAction, useToasts } from "../ui/dialogs/toast.tsx";

export interface Batch {
  /** Null while nothing runs. */
  readonly rate: Rate | null;
  readonly run: (ids: readonly string[], act: BatchAct) => Promise<void>;
  readonly cancel: () => void;
  /** Null where there is nothing to take back. */
  readonly undo: (() => Promise<void>) | null;
  /** It was the last act here: Ctrl+Z means it. */
  readonly isFresh: boolean;
  /** Another act has come: Ctrl+Z is that one's again. */
  readonly forget: () => void;
}

export function useBatch(): Batch {
  const t = useT();
  const house = useHouse();
  const { worker, clock, random } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  const [rate, setRate] = useState<Rate | null>(null);
  const [last, setLast] = useState<(LastBatch & { readonly isFresh: boolean }) | null>(null);
  useEffect(() => {
    worker.segments.lastBatch().then(
      (found) => setLast((now) => now ?? (found === null ? null : { ...found, isFresh: false })),
      // without it there is nothing to take back here
      () => undefined,
    );
  }, [worker]);

  const wordsOf = (act: BatchAct): string => {
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
      case "set-branch":
        return t("batch.say-set-branch", { value: house.branches.get(act.branch) ?? act.branch });
      case "task":
        return act.text === "" ? t("batch.task") : t("batch.say-task", { value: act.text });
    }
  };
  const undoOf = async (batch: LastBatch): Promise<void> => {
    const what = wordsOf(batch.act);
    setLast(null);
    setRate({ done: 0, total: 0 });
    try {
      const left = await whileReporting(setRate, (onProgress) =>
        worker.segments.undo(batch.batchId, staff, onProgress),
      );
      show({
        text: t("batch.did-undo", { what }),
        ...(left > 0 && { detail: t("batch.undo-left", { count: left }) }),
      });
    } catch {
      // it is noted still, and goes on where it was
      setLast({ ...batch, isFresh: true });
      show({
        tone: "failed",
        text: t("batch.undo-broken", { what }),
        detail: t("batch.undo-broken-safe"),
        actions: [undoAction(batch)],
      });
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
      const what = wordsOf(act);
      const tell = (isAny: boolean, said: Pick<Toast, "text" | "detail" | "tone">): void => {
        if (isAny) setLast({ batchId, act, isFresh: true });
        show({ ...said, ...(isAny && { actions: [undoAction({ batchId, act })] }) });
      };
      setRate({ done: 0, total: ids.length });
      try {
        const { changed, stopped, failure } = await whileReporting(setRate, (onProgress) =>
          worker.segments.change({ batchId, ids, act, staff }, onProgress),
        );
        const detail =
          failure !== null ? t("batch.failed", { reason: failure }) : stopped ? t("batch.stopped") : undefined;
        tell(changed > 0, {
          text: t("batch.did", { what, count: changed }),
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
    cancel: () => void worker.segments.cancel(),
    undo: last === null ? null : () => undoOf(last),
    isFresh: last?.isFresh === true,
    forget: () => setLast((now) => (now === null ? null : { ...now, isFresh: false })),
  };
}
