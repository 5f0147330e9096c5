/** Why somebody leaves, or wants no card: a reason of the library's own list. */
import { codeName, codesOf } from "../../../db/read-house.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useLocale, useT } from "../../../i18n/use-t.ts";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";

interface LeavingPickerProps {
  readonly title: string;
  readonly onPick: (reason: string, named: string) => void;
  readonly onClose: () => void;
}

export function LeavingPicker({ title, onPick, onClose }: LeavingPickerProps) {
  const t = useT();
  const house = useHouse();
  const locale = useLocale();
  const nameOf = (reason: string): string => codeName(house, "reason", reason, locale);
  return (
    <PickDialog
      title={title}
      note={t("care.leave-note")}
      closeLabel={t("care.cancel")}
      filterLabel={t("care.filter")}
      empty={t("care.no-match")}
      items={codesOf(house, "reason").map((value) => ({ value, label: nameOf(value) }))}
      onPick={(reason) => onPick(reason, nameOf(reason))}
      onClose={onClose}
    />
  );
}
