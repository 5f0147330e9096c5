/** The inbox's list: title and state on one line, what and who below. One tab stop; its letters are the screen's. */

import { Clock, TriangleAlert } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { isUntold, responsibleStaff } from "#shared/model/feedback.ts";
import { codeName } from "../../db/read-house.ts";
import { PersonLine } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import { useDraftedOpinions } from "../../desk-services/use-drafted-opinions.ts";
import { useNamesInFull } from "../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { isIme } from "../../ui/keyboard.ts";
import { Pill } from "../../ui/pill.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import type { InboxPlace } from "./inbox-place.ts";
import { dueState } from "./opinion-due.ts";
import type { Inbox, OpinionRow } from "./opinion-queries.ts";
import { headline } from "./opinion-views.ts";
import { dayToInstant, dueText, senderName, TONES, unownedText } from "./opinion-words.ts";

export interface OpinionListProps {
  readonly inbox: Inbox;
  readonly place: InboxPlace;
  readonly staff: string | undefined;
  readonly today: string;
  readonly singleKeys: boolean;
  readonly onOpen: () => void;
  readonly holder: Ref<HTMLDivElement>;
}

export function OpinionList({ inbox, place, staff, today, singleKeys, onOpen, holder }: OpinionListProps) {
  const t = useT();
  const { rows } = inbox;
  const { index: active, selected } = place;
  const drafted = useDraftedOpinions();
  const names = useListedNames(inbox);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event)) return;
    if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      place.selectNext(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "Escape" && selected.size > 0) {
      place.clearSelection();
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div className="inbox-list" ref={holder}>
      <VirtualList
        label={t("opinions.list")}
        count={rows.length}
        estimate={83}
        itemKey={(index) => rows[index]?.id ?? String(index)}
        active={active}
        onActive={place.goTo}
        onOpen={onOpen}
        onKeyDown={onKeyDown}
        singleKeys={singleKeys}
        isSelected={(index) => {
          const id = rows[index]?.id;
          return selected.size > 0 ? id !== undefined && selected.has(id) : index === active;
        }}
        renderItem={(index, isActive) => {
          const row = rows[index];
          return (
            row && (
              <OpinionLine
                row={row}
                inbox={inbox}
                from={row.reader === undefined ? row.contact?.name : (names.get(row.reader) ?? "")}
                words={(text) => inbox.wordsAbout(row.reader, text)}
                active={isActive}
                picked={selected.has(row.id)}
                drafted={drafted.some(({ id }) => id === row.id)}
                staff={staff}
                today={today}
              />
            )
          );
        }}
      />
    </div>
  );
}

/** A queue reads the list at a counter: readers are called there as they are called out, like people without a card. */
const useListedNames = ({ readers, calledOut }: Inbox): ReadonlyMap<string, string> =>
  useNamesInFull() ? readers : calledOut;

interface LineProps {
  readonly row: OpinionRow;
  /** Undefined for nobody that is known. */
  readonly from: string | undefined;
  /** What was written about her, as the desk may show it. */
  readonly words: (text: string) => string;
  readonly inbox: Inbox;
  readonly active: boolean;
  readonly picked: boolean;
  /** Somebody has begun a note or a reply. */
  readonly drafted: boolean;
  readonly staff: string | undefined;
  readonly today: string;
}

function OpinionLine({ row, from, words, inbox, active, picked, drafted, staff, today }: LineProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const now = useServices().clock.now();
  const due = dueState(row, today, format.day);
  const title = headline(row);
  const rest = (row.text ?? "")
    .replace(/^[“"「]/, "")
    .replace(row.title === undefined ? title : "", "")
    .replace(/^[。，,.！？\s]+/, "");
  const called = (id: string): string => (id === staff ? t("words.me") : (inbox.house.staff.get(id) ?? ""));
  const responsible = responsibleStaff(row);
  const holder =
    row.owner !== undefined
      ? called(row.owner)
      : responsible !== undefined
        ? t("words.asked-first", { name: called(responsible) })
        : unownedText(row, today, t);
  const owner = [row.department && codeName(inbox.house, "department", row.department, locale), holder]
    .filter(Boolean)
    .join(" · ");
  const order = row.externalOrder;
  const ordered =
    order &&
    (order.due === undefined
      ? t("opinions.order-of", { system: order.system })
      : t("opinions.order-of-by", {
          system: order.system,
          day: format.shortDay(dayToInstant(order.due), now),
        }));
  const facts = [
    order === undefined ? row.channel && t(`words.channel.${row.channel}`) : undefined,
    row.receivedAt === undefined ? undefined : format.shortDay(row.receivedAt, now),
  ];
  return (
    <div className={classNames("op", picked && "op-picked")} aria-current={active || undefined}>
      <b className="clip" title={words(title)}>
        {words(title)}
      </b>
      <span className={classNames("end", due.tag === "late" ? "late-mark" : due.tag === "soon" ? "due-mark" : "soft")}>
        {due.tag === "late" && <Icon icon={TriangleAlert} />}
        {due.tag === "soon" && <Icon icon={Clock} />}
        {dueText(due, t, format, now)}
      </span>
      <span className="clip soft">{[ordered, words(rest)].filter(Boolean).join(" · ")}</span>
      <span className="end soft">
        {row.status &&
          (row.status === "closed" && isUntold(row) ? t("opinions.closed-untold") : t(`words.status.${row.status}`))}
      </span>
      <span className="meta clip">
        {row.type && <Pill tone={TONES[row.type]}>{t(`words.opinion.${row.type}`)}</Pill>}
        {drafted && <Pill tone="line">{t("words.draft")}</Pill>}
        <span className="clip" title={[from ?? senderName(row, t), ...facts].filter(Boolean).join(" · ")}>
          <PersonLine name={from ?? senderName(row, t)} rest={facts} />
        </span>
      </span>
      <span className="end meta">
        <span className="clip" title={owner}>
          {owner}
        </span>
      </span>
    </div>
  );
}
