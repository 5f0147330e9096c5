/** Everybody on the list with how it stands, by state; whoever is in hand is marked, and the arrows lead through it. */

import { useLiveQuery } from "dexie-react-hooks";
import { Circle, type LucideIcon, Phone, PhoneMissed, PhoneOff } from "lucide-react";
import { useMemo, useState } from "react";
import type { Callee } from "#shared/outreach/call-queue.ts";
import { readBegunNotes } from "../../../db/lists/call-notes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Icon } from "../../../ui/icon.tsx";
import { isEnter } from "../../../ui/keyboard.ts";
import { VirtualList } from "../../../ui/virtual-list.tsx";
import { minuteText } from "./call-person.tsx";
import styles from "./calls.module.css";
import { END_ICONS, OUTCOME_ICONS, STATE_CHIPS, type StateChip } from "./outcomes.ts";
import type { CallListView } from "./use-call-list.ts";
import type { Calling } from "./use-calling.ts";

export interface CallListPaneProps {
  readonly list: CallListView;
  readonly calling: Calling;
  readonly singleKeys: boolean;
}

const ROW = 32;

export function CallListPane({ list, calling, singleKeys }: CallListPaneProps) {
  const t = useT();
  const [chip, setChip] = useState<StateChip | null>(null);
  const { callees, stops } = list;
  const byChip = useMemo(() => {
    const found = new Map<StateChip, Callee[]>();
    for (const callee of callees) {
      const each = stops.has(callee.reader) ? "stopped" : callee.state;
      const those = found.get(each);
      if (those === undefined) found.set(each, [callee]);
      else those.push(callee);
    }
    return found;
  }, [callees, stops]);
  const shown = chip === null ? callees : (byChip.get(chip) ?? []);
  const names = useReaderNames(callees.map(({ reader }) => reader));
  const active = Math.max(
    0,
    shown.findIndex(({ id }) => id === calling.inHand?.id),
  );
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  const begun = useLiveQuery(async () => await readBegunNotes(db, staff), [db, staff]);
  const { heldBack } = list;
  return (
    <>
      <div className={`chips ${styles.chips}`} role="group" aria-label={t("calls.by-state")}>
        <StateButton count={callees.length} isOn={chip === null} onPress={() => setChip(null)}>
          {t("calls.chip.all")}
        </StateButton>
        {STATE_CHIPS.flatMap((each) => {
          const count = byChip.get(each)?.length ?? 0;
          if (count === 0 && chip !== each) return [];
          return (
            <StateButton key={each} count={count} isOn={chip === each} onPress={() => setChip(each)}>
              {t(each === "stopped" ? "calls.chip.stopped" : `words.call-state.${each}`)}
            </StateButton>
          );
        })}
      </div>
      <VirtualList
        label={t("calls.list")}
        className={styles.list ?? ""}
        count={shown.length}
        estimate={ROW}
        active={active}
        singleKeys={singleKeys}
        itemKey={(index) => shown[index]?.id ?? String(index)}
        isSelected={(index) => shown[index]?.id === calling.inHand?.id}
        onActive={(index) => {
          const callee = shown[index];
          if (callee !== undefined && callee.id !== calling.inHand?.id) calling.show(callee.id);
        }}
        onKeyDown={(event) => {
          // Enter is of the call and not of the row; a letter or digit is of the screen
          if (!isEnter(event) || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          if (!event.repeat) calling.next();
        }}
        renderItem={(index) => {
          const callee = shown[index];
          return callee === undefined ? null : (
            <Row
              callee={callee}
              name={names.get(callee.reader)}
              list={list}
              isInHand={callee.id === calling.inHand?.id}
              isBegun={begun?.has(callee.id) === true}
            />
          );
        }}
      />
      {heldBack.people > 0 && (
        <p className={styles.held}>
          {t("calls.held-back", { people: heldBack.people, spoken: heldBack.spokenTo.length })}
        </p>
      )}
    </>
  );
}

interface StateButtonProps {
  readonly count: number;
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: string;
}

const StateButton = ({ count, isOn, onPress, children }: StateButtonProps) => (
  <button type="button" className="chip" aria-pressed={isOn} onClick={onPress}>
    {children} <span>{count}</span>
  </button>
);

interface RowProps {
  readonly callee: Callee;
  readonly name: string | undefined;
  readonly list: CallListView;
  readonly isInHand: boolean;
  /** A note waits for what comes of the call. */
  readonly isBegun: boolean;
}

function Row({ callee, name, list, isInHand, isBegun }: RowProps) {
  const [icon, tone] = signOf(callee, isInHand, list.stops.has(callee.reader));
  return (
    <div className={classNames(styles.row, isInHand && styles.inHand)}>
      <span className={tone}>
        <Icon icon={icon} />
      </span>
      <span className="clip">
        <PersonName>{name ?? ""}</PersonName>
      </span>
      <RowNote callee={callee} list={list} isBegun={isBegun} />
    </div>
  );
}

function signOf(
  { state, attempts }: Callee,
  isInHand: boolean,
  isStopped: boolean,
): readonly [LucideIcon, string | undefined] {
  if (isStopped) return [PhoneOff, styles.no];
  if (isInHand && (state === "waiting" || state === "again")) return [Phone, undefined];
  if (state === "waiting") return [Circle, undefined];
  if (state === "again" || state === "gave-up") return [PhoneMissed, styles.again];
  const tone = state === "reached" || state === "sent" ? styles.ok : styles.no;
  const isDeceased = state === "gone" && attempts.at(-1)?.outcome === "deceased";
  return [isDeceased ? OUTCOME_ICONS.deceased : END_ICONS[state], tone];
}

/** One short note at the end of the row: the first that says when or whose. */
function RowNote({ callee, list, isBegun }: Pick<RowProps, "callee" | "list" | "isBegun">) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const { attempts, later, state } = callee;
  const last = attempts.at(-1);
  const turn = list.turnOf(callee);
  const stop = list.stops.get(callee.reader);
  const note =
    stop !== undefined
      ? t(`words.no-contact.${stop}`)
      : turn === "theirs"
        ? t("calls.row.theirs")
        : turn === "take"
          ? t("calls.row.nobodys")
          : later !== undefined && (state === "waiting" || state === "again")
            ? t("calls.row.later", {
                when: `${later.on === list.now.on ? "" : `${format.shownDay(later.on)} `}${later.minute === undefined ? "" : minuteText(later.minute)}`.trim(),
              })
            : last === undefined
              ? ""
              : state === "again"
                ? t("calls.row.times", { times: attempts.length })
                : format.moment(last.at, clock.now());
  return (
    <span className="meta nowrap">
      {isBegun && (note === "" ? t("calls.row.begun") : `${t("calls.row.begun")} · `)}
      {callee.isDouble && `${t("calls.row.double")} · `}
      {note}
    </span>
  );
}
