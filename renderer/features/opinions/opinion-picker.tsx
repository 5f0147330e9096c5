/** The choice that A, S, P, L, H, D, T, O, G and the menu ask for: the same dialog, with the lines of each. */
import { addDays, weekdayOf } from "#shared/kernel/day.ts";
import { FEEDBACK_STATUSES, FEEDBACK_TYPES, PRIORITIES } from "#shared/model/feedback.ts";
import { readDay } from "#shared/model/input/note-line.ts";
import { codeName, codesOf, colleaguesToChoose, type House } from "../../db/read-house.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { PickDialog, type PickItem } from "../../ui/dialogs/pick-dialog.tsx";
import { RATINGS, ratingText } from "../../words/ratings.ts";
import type { OpinionActs, Pick } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { titlesOf } from "./opinion-words.ts";

export interface OpinionPickerProps {
  readonly which: Pick;
  readonly targets: readonly OpinionRow[];
  /** Which opinion is read meanwhile. */
  readonly shown: string | undefined;
  readonly rows: readonly OpinionRow[];
  readonly house: House;
  readonly today: string;
  readonly acts: OpinionActs;
  readonly onClose: () => void;
}

const NOBODY = "nobody";
const NONE = "none";

export function OpinionPicker({ which, targets, shown, rows, house, today, acts, onClose }: OpinionPickerProps) {
  const t = useT();
  const locale = useLocale();
  const { staff } = useDeviceSettings();
  const fold = useNameFold(house.staff.values());
  const first = targets[0];
  const typedDay = (text: string): PickItem | null => {
    const day = readDay(text.normalize("NFKC"), today);
    return day === null || day < today ? null : { value: day, label: day };
  };
  const inDays = (days: number): PickItem => ({
    value: addDays(today, days),
    label: t("opinions.in-days", { days }),
    hint: addDays(today, days),
  });
  // said before it is done, unless it is just the opinion that is read
  const touched =
    targets.length === 1 && first?.id === shown ? undefined : t("opinions.will-touch", { what: titlesOf(targets, t) });
  const common = {
    ...(touched !== undefined && { note: touched }),
    closeLabel: t("opinions.cancel"),
    filterLabel: t("opinions.filter"),
    empty: t("opinions.no-match"),
    onClose,
  };
  const coded = (list: "topic" | "department", chosen: string | undefined): readonly PickItem[] =>
    codesOf(house, list).map((value) => ({
      value,
      label: codeName(house, list, value, locale),
      chosen: value === chosen,
    }));
  switch (which) {
    case "assign": {
      const colleagues = colleaguesToChoose(house, first?.owner).map(
        ({ value, label }): PickItem => ({
          value,
          label,
          chosen: value === first?.owner,
          ...(value === staff && { hint: t("words.me") }),
        }),
      );
      const mineFirst = colleagues.toSorted((a, b) => Number(b.value === staff) - Number(a.value === staff));
      const items = [...mineFirst, { value: NOBODY, label: t("words.unassigned") }];
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-owner")}
          fold={fold}
          items={items}
          onPick={(value) =>
            value === NOBODY ? acts.giveBack() : void acts.assign(value, house.staff.get(value) ?? "")
          }
        />
      );
    }
    case "status": {
      const items = FEEDBACK_STATUSES.map(
        (value): PickItem => ({ value, label: t(`words.status.${value}`), chosen: value === first?.status }),
      );
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-status")}
          items={items}
          onPick={(value) => void FEEDBACK_STATUSES.filter((status) => status === value).map(acts.status)}
        />
      );
    }
    case "priority": {
      const items = PRIORITIES.toReversed().map(
        (value): PickItem => ({
          value,
          label: t(`words.priority.${value}`),
          chosen: value === (first?.priority ?? "normal"),
        }),
      );
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-priority")}
          items={items}
          onPick={(value) => void PRIORITIES.filter((priority) => priority === value).map(acts.priority)}
        />
      );
    }
    case "tag": {
      const tags = [...new Set(rows.flatMap((row) => row.tags ?? []))];
      const items = tags.map(
        (value): PickItem => ({ value, label: `#${value}`, chosen: first?.tags?.includes(value) ?? false }),
      );
      const custom = (text: string): PickItem => ({
        value: text.replace(/^#/, ""),
        label: t("opinions.new-tag", { tag: text.replace(/^#/, "") }),
      });
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-tag")}
          items={items}
          custom={custom}
          onPick={(value) => void acts.tag(value)}
        />
      );
    }
    case "snooze": {
      const nextMonday = addDays(today, 8 - weekdayOf(today));
      const days: readonly PickItem[] = [
        { value: addDays(today, 1), label: t("opinions.tomorrow"), hint: addDays(today, 1) },
        inDays(3),
        { value: nextMonday, label: t("opinions.next-monday"), hint: nextMonday },
        inDays(30),
      ];
      const items =
        first?.snoozedUntil === undefined
          ? days
          : [...days, { value: NOBODY, label: t("opinions.wake"), hint: first.snoozedUntil }];
      const custom = (text: string): PickItem | null => (typedDay(text)?.value === today ? null : typedDay(text));
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-snooze")}
          items={items}
          custom={custom}
          onPick={(value) => void acts.snooze(value === NOBODY ? null : value)}
        />
      );
    }
    case "due": {
      const items: readonly PickItem[] = [
        ...[1, 5, 10, 15, 30].map(inDays),
        ...(first?.due === undefined ? [] : [{ value: NONE, label: t("opinions.no-due"), hint: first.due }]),
      ];
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-due")}
          items={items}
          custom={typedDay}
          onPick={(value) => void acts.due(value === NONE ? null : value)}
        />
      );
    }
    case "type": {
      const items = FEEDBACK_TYPES.map(
        (value): PickItem => ({ value, label: t(`words.opinion.${value}`), chosen: value === first?.type }),
      );
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-type")}
          items={items}
          onPick={(value) => void FEEDBACK_TYPES.filter((type) => type === value).map(acts.type)}
        />
      );
    }
    case "satisfaction": {
      const ratings = RATINGS.map(
        (value): PickItem => ({
          value: String(value),
          label: ratingText(value, t),
          chosen: value === first?.satisfaction,
        }),
      );
      const items =
        first?.satisfaction === undefined
          ? ratings
          : [...ratings, { value: NONE, label: t("opinions.no-satisfaction") }];
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-satisfaction")}
          items={items}
          onPick={(value) => void acts.satisfaction(value === NONE ? null : Number(value))}
        />
      );
    }
    case "department": {
      const names = coded("department", first?.department);
      const items =
        first?.department === undefined ? names : [...names, { value: NONE, label: t("opinions.no-department") }];
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-department")}
          items={items}
          onPick={(value) =>
            void (value === NONE
              ? acts.department(null, "")
              : acts.department(value, codeName(house, "department", value, locale)))
          }
        />
      );
    }
    case "topic": {
      const topics = coded("topic", first?.topic);
      const items = first?.topic === undefined ? topics : [...topics, { value: NONE, label: t("opinions.no-topic") }];
      return (
        <PickDialog
          {...common}
          title={t("opinions.pick-topic")}
          items={items}
          onPick={(value) =>
            void (value === NONE ? acts.topic(null, "") : acts.topic(value, codeName(house, "topic", value, locale)))
          }
        />
      );
    }
  }
}
