/**
 * 往来记录: filters with their counts over one list. J K or arrows move, Enter opens, E edits, T tags,
 * Ctrl+F finds.
 */
import { CheckCheck, History, Users } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { useAct } from "../../acts/use-acts.ts";
import { edit } from "../../db/write/changes.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useTogether } from "../../desk-services/use-together.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { iconOfChannel } from "../../ui/channel-icon.ts";
import { PickDialog } from "../../ui/dialogs/pick-dialog.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { FindInput } from "../../ui/text-input.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { channelText } from "../../words/contact-words.ts";
import { InteractionDialog } from "./interaction-dialog.tsx";
import { type Filter, filtersOf, isShown, sharedRecords, type TimelineItem } from "./timeline.ts";
import { TimelineEntry } from "./timeline-entry.tsx";
import { saysAll, timelineLine, useLineWords } from "./timeline-line.ts";

/** The item in hand, by its id; null before the first is known. */
interface ItemInHand {
  readonly id: string | null;
  /** Where it stood. */
  readonly index: number;
}
const FIRST: ItemInHand = { id: null, index: 0 };

const keptPlace = (now: ItemInHand, there: string, index: number): ItemInHand =>
  (now.id === null || now.id === there) && (now.id !== there || now.index !== index) ? { id: there, index } : now;

export function TimelineTab({ items }: { items: readonly TimelineItem[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const { singleKeys = true } = useDeviceSettings();
  const [, navigate] = useLocation();
  const openTask = useTaskSheet();
  const [filter, setFilter] = useState<Filter>("all");
  const [place, setPlace] = useState(FIRST);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<{ readonly act: "edit" | "tag"; readonly item: TimelineItem } | null>(null);
  const [sought, setSought] = useState("");
  const feed = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const now = clock.now();
  const today = format.day(now);
  useEffect(() => {
    takeFocus(feed.current, "listbox");
  }, []);
  const filters = useMemo(() => filtersOf(items), [items]);
  const together = useTogether(useMemo(() => sharedRecords(items), [items]));
  const words = useLineWords(house, today, together);
  const shown = useMemo(
    () =>
      items.filter(
        (item) => isShown(item, filter) && (sought.trim() === "" || saysAll(timelineLine(item, words), sought.trim())),
      ),
    [items, filter, sought, words],
  );
  const commands = useMemo(
    (): readonly DeskCommand[] => [
      {
        id: "reader.find",
        label: "readers.find-here",
        section: "reader",
        keys: ["Ctrl+F"],
        inFields: true,
        run: () => find.current?.select(),
      },
    ],
    [],
  );
  useScreenCommands(commands);
  const focusList = (): void => feed.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  const found = shown.findIndex(({ id }) => id === place.id);
  const at = found >= 0 ? found : Math.max(0, Math.min(place.index, shown.length - 1));
  const there = shown[at]?.id;
  // before the next key: what is written meanwhile comes above it
  useLayoutEffect(() => {
    if (there !== undefined) setPlace((now) => keptPlace(now, there, at));
  }, [there, at]);

  const toggle = (index: number): void => {
    const id = shown[index]?.id;
    if (id !== undefined)
      setOpened((before) =>
        before.has(id) ? new Set([...before].filter((item) => item !== id)) : new Set([...before, id]),
      );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    // where it is gone, no other comes under the keys before a person moves
    const item = shown[found];
    const editKey = (singleKeys && matchKeys(event, "E")) || matchKeys(event, "F2");
    const tagKey = singleKeys && matchKeys(event, "T");
    if (item === undefined || (!editKey && !tagKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (editKey && item.tag === "opinion") navigate(`/opinions?id=${item.id}`);
    else if (editKey && item.tag === "task") openTask({ task: item.id, onClosed: focusList });
    else if (editKey && item.tag === "interaction") setDialog({ act: "edit", item });
    else if (tagKey && (item.tag === "interaction" || item.tag === "opinion")) setDialog({ act: "tag", item });
  };
  const close = (): void => {
    setDialog(null);
    focusList();
  };

  return (
    <>
      <div className="filters">
        <div className="chips" role="group" aria-label={t("readers.filter-by")}>
          {filters.map(([id, count]) => (
            <button
              key={id}
              type="button"
              className="chip"
              aria-pressed={id === filter}
              onClick={() => {
                // of what is shown there is at least one
                flushSync(() => {
                  setFilter(id);
                  if (!items.some((item) => item.id === place.id && isShown(item, id))) setPlace(FIRST);
                });
                focusList();
              }}
            >
              {id !== "all" && <Icon icon={id === "task" ? CheckCheck : id === "use" ? Users : iconOfChannel(id)} />}
              {id === "all"
                ? t("readers.all")
                : id === "task"
                  ? t("readers.tasks")
                  : id === "use"
                    ? t("words.kind.activity")
                    : channelText(id, t)}{" "}
              <span>{count}</span>
            </button>
          ))}
        </div>
        <FindInput
          ref={find}
          aria-label={t("readers.find-here")}
          placeholder={t("readers.find-here-hint")}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value);
            setPlace(FIRST);
          }}
          onList={focusList}
          onEnter={focusList}
          onEscape={() => {
            // the list may not be there yet when nothing was found
            flushSync(() => setSought(""));
            focusList();
          }}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={History}>
          {t(sought.trim() === "" ? "readers.no-records" : "readers.found-nothing")}
        </EmptyState>
      ) : (
        <div className="feed" ref={feed}>
          <VirtualList
            label={t("readers.timeline")}
            count={shown.length}
            estimate={68}
            itemKey={(index) => shown[index]?.id ?? String(index)}
            active={at}
            onActive={(index) => setPlace({ id: shown[index]?.id ?? null, index })}
            onOpen={toggle}
            onKeyDown={onKeyDown}
            singleKeys={singleKeys}
            renderItem={(index, isActive) => {
              const item = shown[index];
              const before = shown[index - 1];
              if (item === undefined) return null;
              const month = format.day(item.at).slice(0, 7);
              const isNew = before === undefined || format.day(before.at).slice(0, 7) !== month;
              return (
                <>
                  {isNew && <h3 className="month">{format.longMonth(item.at)}</h3>}
                  <TimelineEntry
                    item={item}
                    house={house}
                    now={now}
                    today={today}
                    active={isActive}
                    open={opened.has(item.id)}
                    together={together}
                  />
                </>
              );
            }}
          />
        </div>
      )}
      {dialog?.act === "edit" && dialog.item.tag === "interaction" && (
        <InteractionDialog id={dialog.item.id} onClose={close} />
      )}
      {dialog?.act === "tag" && (dialog.item.tag === "interaction" || dialog.item.tag === "opinion") && (
        <TagPicker item={dialog.item} items={items} onClose={close} />
      )}
    </>
  );
}

type Tagged = Extract<TimelineItem, { tag: "interaction" | "opinion" }>;

function TagPicker({ item, items, onClose }: { item: Tagged; items: readonly TimelineItem[]; onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const own = item.row.tags ?? [];
  const known = [
    ...new Set(
      items.flatMap((other) => (other.tag === "interaction" || other.tag === "opinion" ? (other.row.tags ?? []) : [])),
    ),
  ];
  const toggle = (tag: string): void => {
    const tags = own.includes(tag) ? own.filter((other) => other !== tag) : [...own, tag];
    const change =
      item.tag === "interaction" ? edit("interaction", item.id, { tags }) : edit("feedback", item.id, { tags });
    void act({ command: "record.tag", changes: [change], said: { id: "readers.did-tag", values: { tag } } });
  };
  return (
    <PickDialog
      title={t("readers.pick-tag")}
      closeLabel={t("readers.cancel")}
      filterLabel={t("readers.type-to-find")}
      empty={t("readers.no-tags")}
      items={known.map((value) => ({ value, label: `#${value}`, chosen: own.includes(value) }))}
      custom={(text) => ({
        value: text.replace(/^#/, ""),
        label: t("readers.new-tag", { tag: text.replace(/^#/, "") }),
      })}
      onPick={toggle}
      onClose={onClose}
    />
  );
}
