/**
 * The number or address of whoever is to be told: shown once a look is recorded, and only for her. It is gone as soon as
 * she is not in hand any more, or may not be called.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { type MayCall, readMayCall } from "../../../db/lists/callee.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import type { CallListView } from "./use-call-list.ts";

const FIELDS: Readonly<Record<ContactChannel, string>> = {
  phone: "phones",
  sms: "phones",
  letter: "address",
  email: "email",
  wechat: "wechat",
  line: "line",
};

export interface ShownNumber {
  /** Undefined until it is asked for, and where she may not be called. */
  readonly shown: string | undefined;
  readonly show: () => void;
}

export function useShownNumber(
  { outreach, now }: CallListView,
  reader: string | undefined,
  mayCall: MayCall | undefined,
  channel: ContactChannel,
): ShownNumber {
  const { db } = useServices();
  const reveal = useReveal();
  const place = useHousePlace();
  const [seen, setSeen] = useState<{ readonly of: string; readonly to: string } | null>(null);
  const key = reader !== undefined && mayCall?.may === true ? `${reader} ${mayCall.holder}` : undefined;
  /** Whose number is being looked at: a second key is no second look, and another person's is one of her own. */
  const asked = useRef<string | undefined>(undefined);
  const look = async (): Promise<void> => {
    if (mayCall?.may !== true || reader === undefined || key === undefined) return;
    if (asked.current === key) return;
    asked.current = key;
    const { name: reason } = outreach;
    const [looked, fresh] = await Promise.all([
      reveal({
        kind: "reader",
        id: mayCall.holder,
        fields: [FIELDS[channel]],
        ...(reason !== undefined && { reason }),
      }),
      readMayCall(db, { reader, channel, outreach, today: now.on, place }),
    ]);
    if (asked.current !== key) return;
    if (looked === undefined || fresh?.to === undefined) asked.current = undefined;
    else setSeen({ of: key, to: fresh.to });
  };
  const latest = useRef(look);
  const before = useRef(key);
  useLayoutEffect(() => {
    latest.current = look;
    if (before.current === key) return;
    before.current = key;
    // come back to, she is looked at anew
    asked.current = undefined;
    setSeen(null);
  });
  return {
    shown: key !== undefined && seen?.of === key ? seen.to : undefined,
    show: useCallback(() => void latest.current(), []),
  };
}
