/** Which field a condition asks about: all of them in their groups, found by typing. */
import type { SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { useT } from "../../../i18n/use-t.ts";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";
import { isSegmentField, segmentFieldName } from "../../../words/rule-words.ts";
import { FIELDS, SEGMENT_FIELD_GROUPS } from "./value-choices.ts";

interface FieldPickerProps {
  /** Asked about already. */
  readonly asked: ReadonlySet<string>;
  readonly onPick: (field: SegmentField) => void;
  readonly onClose: () => void;
}

export function FieldPicker({ asked, onPick, onClose }: FieldPickerProps) {
  const t = useT();
  return (
    <PickDialog
      title={t("segments.pick-field")}
      closeLabel={t("segments.close")}
      filterLabel={t("segments.filter")}
      empty={t("segments.no-match")}
      items={SEGMENT_FIELD_GROUPS.flatMap((group) =>
        FIELDS[group].map((value) => ({
          value,
          label: segmentFieldName(value, t),
          hint: t(`segments.fields-${group}`),
          chosen: asked.has(value),
        })),
      )}
      onPick={(value) => isSegmentField(value) && onPick(value)}
      onClose={onClose}
    />
  );
}
