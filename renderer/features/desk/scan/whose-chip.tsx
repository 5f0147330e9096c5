/**
 * Whose the next entry is, always said beside the scan box. Pressing it switches between the open reader and nobody.
 */

import { UserRound, UserRoundCheck } from "lucide-react";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Icon } from "../../../ui/icon.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import { nextWhose } from "../desk-store.ts";
import { useReaderMask } from "../session/use-reader-mask.ts";

export function WhoseChip() {
  const t = useT();
  const rich = useRich();
  const actions = useDeskActions();
  const whose = useDeskState(nextWhose);
  const canSwitch = useDeskState(({ reader, lately }) => reader !== null || lately !== null);
  const mask = useReaderMask(whose);
  return (
    <button
      id="whose"
      type="button"
      className={classNames("whose", whose === null && "whose-anon")}
      aria-keyshortcuts="Alt+-"
      title={whose === null ? t("desk.whose-hint-nobody") : t("desk.whose-hint")}
      aria-disabled={!canSwitch || undefined}
      onClick={() => canSwitch && actions.toggleWhose()}
    >
      <Icon icon={whose === null ? UserRound : UserRoundCheck} />
      {rich("desk.whose", {
        name: (
          <b>
            <PersonName>{mask}</PersonName>
          </b>
        ),
      })}
    </button>
  );
}
