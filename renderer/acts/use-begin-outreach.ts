/** From any list of readers to the draft of an outreach to them: written, and opened. */
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type OutreachSource, QUIET_DAYS, RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import type { OutreachGoal } from "#shared/model/outreach/outreach-goals.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { MOST_FIXED } from "#shared/model/segment.ts";
import { readHouse } from "../db/read-house.ts";
import { create } from "../db/write/changes.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { useT } from "../i18n/use-t.ts";
import { useToasts } from "../ui/dialogs/toast.tsx";
import { useAct } from "./use-acts.ts";
import { useNewId } from "./use-new-id.ts";

export interface OutreachBegun {
  /** What the list is called; empty: it is named by its goal once that is chosen. */
  readonly name: string;
  readonly source: OutreachSource;
  /** Of a list. */
  readonly listed?: readonly string[];
  readonly goal?: OutreachGoal;
  readonly channels?: readonly ContactChannel[];
  /** Of a journey. */
  readonly step?: string;
  readonly quietDays?: number;
}

/** All that there are in the place: whoever agreed to one of them alone is left out only where somebody takes that one off. */
const USUAL_CHANNELS: readonly ContactChannel[] = ["phone", "sms", "email", "letter", "wechat", "line"];

/** @param open goes to its address */
export function useBeginOutreach(open: (path: string) => void): (begun: OutreachBegun) => Promise<void> {
  const t = useT();
  const act = useAct();
  const newId = useNewId();
  const { show } = useToasts();
  const { staff, branch } = useDeviceSettings();
  const { db } = useServices();
  return async ({ name, source, listed, goal, step, channels, quietDays = QUIET_DAYS }) => {
    if (listed?.length === 0) return show({ text: t("batch.outreach-nobody"), tone: "failed" });
    if (listed !== undefined && listed.length > MOST_FIXED)
      return show({
        text: t("batch.outreach-too-many", { count: listed.length, most: MOST_FIXED }),
        tone: "failed",
      });
    const id = newId.get();
    const values = {
      ...(name !== "" && { name }),
      source,
      ...(listed !== undefined && { listed: [...listed] }),
      ...(goal !== undefined && { goal }),
      channels: [...(channels ?? offeredIn((await readHouse(db)).place, USUAL_CHANNELS))],
      ...(step !== undefined && { step }),
      quietDays,
      resultDays: RESULT_DAYS,
      ...(branch !== undefined && { branch }),
      ...(staff !== undefined && { createdBy: staff }),
    };
    const isKept = await act({
      command: "outreach.create",
      changes: [create("outreach", id, values)],
      said:
        name === ""
          ? { id: "batch.outreach-begun-unnamed" }
          : { id: "batch.outreach-begun", values: { outreach: name } },
    });
    if (!isKept) return;
    newId.next();
    open(`/outreach/${id}`);
  };
}
