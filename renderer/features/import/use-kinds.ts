/** The kinds of use by their names on screen, in the order of the record's declaration. */
import { useMemo } from "react";
import { ACTIVITY_KINDS, type Activity } from "#shared/model/activity.ts";
import { useT } from "../../i18n/use-t.ts";

export interface UseKindEntry {
  readonly code: NonNullable<Activity["kind"]>;
  readonly label: string;
}

export function useUseKinds(): readonly UseKindEntry[] {
  const t = useT();
  return useMemo(() => ACTIVITY_KINDS.map((code) => ({ code, label: t(`words.activity.${code}`) })), [t]);
}
