/**
 * 今天 Today, in the centre of the desk while nobody is served: the one thing to do first, other work, whom to contact.
 * A click opens a row, only the box or E completes. Each act is written once, whatever the list still shows; the row in
 * hand stays where it is, and says how it stands, until a person moves on.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type FocusEvent, type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isOpen } from "#shared/model/feedback.ts";
import type { DueWork } from "../../../db/lists/today-work.ts";
import { useMinute } from "../../../desk-services/day/use-minute.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../../desk-services/open-task-sheet.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { isDialogOpen } from "../../../ui/dialogs/open-dialog.ts";
import { isIme, matchKeys } from "../../../ui/keyboard.ts";
import { useDeskActions, useDeskDeps } from "../desk-context.ts";
import { CONTACT_ACTS, type ContactAct, useContactActs } from "../today/contact-acts.ts";
import { useContactsDue } from "../today/contact-queries.ts";
import { useWorkActs } from "../today/work-acts.ts";
import { useTodayWork } from "../today/work-queries.ts";
import { ContactsPart } from "./contacts-part.tsx";
import { LeadRow } from "./lead-row.tsx";
import { NothingToDo } from "./nothing-to-do.tsx";
import type { RowProps } from "./row-props.ts";
import { type HeldRow, readRowStanding } from "./row-standing.ts";
import styles from "./today.module.css";
import { TodayHead } from "./today-head.tsx";
import { type HeldPlace, layOut, placeOf, type Rows } from "./today-rows.ts";
import { WorkPart } from "./work-part.tsx";

const NOWHERE = { of: "", isLead: false, followers: [] };
const CONTACT_KEYS: Readonly<Record<ContactAct, string>> = { reached: "1", missed: "2", declined: "3", later: "H" };

export const TodayScreen = memo(function TodayScreen() {
  const t = useT();
  const now = useMinute();
  const today = useFormat().day(now);
  const { singleKeys = true } = useDeviceSettings();
  const work = useTodayWork(today);
  const read = useContactsDue(today);
  // never before the work, which would push them down
  const contacts = work === undefined ? undefined : read;
  const [held, setHeld] = useState<HeldRow | null>(null);
  const [isWhole, setWhole] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const standing = useStanding(held, today);
  const act = useRowActs(today);
  const open = useOpenRow(place);
  useKeptRow(place, held);

  const [drawn, setDrawn] = useState<HeldPlace & { readonly of: string }>(NOWHERE);
  const known = drawn.of === held?.item.id ? drawn : null;
  const rows = layOut(work?.first ?? [], contacts ?? [], held, isWhole, known);
  useLayoutEffect(() => {
    const next = placeOf(work?.first ?? [], contacts ?? [], rows, held);
    if (held === null || next === null) return;
    if (next.isLead !== known?.isLead || next.followers.join() !== known.followers.join())
      setDrawn({ ...next, of: held.item.id });
  });
  const all = flat(rows);
  const current = held?.item.id ?? all[0]?.item.id;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event) || held === null) return;
    const at = all.findIndex(({ item }) => item.id === held.item.id);
    const step = stepOf(event, singleKeys);
    if (step === 1 && at === all.length - 1) focusFirstNote();
    else if (step !== 0) focusRow(place.current, all[at + step]?.item.id);
    else if (!(singleKeys && act(actOf(event, held), held))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    // a sheet lies over the row from which it was opened; nowhere is no other place
    if (!(relatedTarget instanceof Element) || relatedTarget.closest('[role="dialog"]') !== null) return;
    if (place.current?.contains(relatedTarget) === false) setHeld(null);
  };
  const showAllContacts = (): void => {
    setWhole(true);
    // what was pressed goes: the first row that it brings has the keyboard
    const index = contacts?.findIndex(({ id }) => rows.contacts.every((shown) => shown.id !== id)) ?? -1;
    const item = contacts?.[index];
    if (item !== undefined) setHeld({ part: "contacts", index, item });
  };
  const propsOf = (row: HeldRow): RowProps => ({
    isCurrent: row.item.id === current,
    isHeld: held?.item.id === row.item.id,
    standing: held?.item.id === row.item.id ? standing : null,
    today,
    onFocus: () => setHeld((before) => (before?.item.id === row.item.id ? before : row)),
    onOpen: () => open(row),
    onAct: (what) => void act(what, row),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows inside
    <div
      ref={place}
      className={`${styles.today} scroll`}
      aria-busy={work === undefined || contacts === undefined}
      data-keeps-focus=""
      data-rows-by-arrows=""
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <TodayHead today={today} singleKeys={singleKeys} />
      {rows.lead !== undefined && (
        <LeadRow {...propsOf({ part: "lead", index: 0, item: rows.lead })} item={rows.lead} work={work?.first ?? []} />
      )}
      {work !== undefined && rows.work.length > 0 && (
        <WorkPart
          rows={rows.work}
          total={Math.max(rows.work.length, work.total - 1)}
          tasks={work.tasks}
          propsOf={(item, index) => propsOf({ part: "work", index, item })}
        />
      )}
      {contacts !== undefined && rows.contacts.length > 0 && (
        <ContactsPart
          rows={rows.contacts}
          total={Math.max(contacts.length, rows.contacts.length)}
          now={now}
          keys={singleKeys ? CONTACT_KEYS : undefined}
          onWhole={isWhole ? undefined : showAllContacts}
          propsOf={(item, index) => propsOf({ part: "contacts", index, item })}
        />
      )}
      {work !== undefined && contacts !== undefined && all.length === 0 && (
        <NothingToDo title={t("desk.nothing-due")} />
      )}
    </div>
  );
});

function flat({ lead, work, contacts }: Rows<RowWork, RowContact>): readonly HeldRow[] {
  return [
    ...(lead === undefined ? [] : [{ part: "lead" as const, index: 0, item: lead }]),
    ...work.map((item, index) => ({ part: "work" as const, index, item })),
    ...contacts.map((item, index) => ({ part: "contacts" as const, index, item })),
  ];
}
type RowWork = Exclude<HeldRow, { part: "contacts" }>["item"];
type RowContact = Extract<HeldRow, { part: "contacts" }>["item"];

function stepOf(event: KeyboardEvent, singleKeys: boolean): -1 | 0 | 1 {
  if (matchKeys(event, "↓") || (singleKeys && matchKeys(event, "J"))) return 1;
  return matchKeys(event, "↑") || (singleKeys && matchKeys(event, "K")) ? -1 : 0;
}

type DueOpinion = Extract<DueWork, { kind: "opinion" }>;
type RowAct = Parameters<RowProps["onAct"]>[0];

function actOf(event: KeyboardEvent, { part }: HeldRow): RowAct | null {
  if (part === "contacts") return CONTACT_ACTS.find((each) => matchKeys(event, CONTACT_KEYS[each])) ?? null;
  if (matchKeys(event, "E")) return "finish";
  return matchKeys(event, "H") ? "later" : null;
}

/** How the row in hand stands, told as soon as it changes. */
function useStanding(held: HeldRow | null, today: string) {
  const { db } = useServices();
  const { staff, branch } = useDeviceSettings();
  const found = useLiveQuery(
    async () =>
      held === null ? null : { id: held.item.id, standing: await readRowStanding(db, held, { staff, branch, today }) },
    [db, held, staff, branch, today],
    // nobody is in hand at first: that answer is no reason to draw all rows anew
    null,
  );
  return found?.id === held?.item.id ? (found?.standing ?? null) : null;
}

/**
 * Each act asks first how the row stands: what a colleague has done meanwhile, or a press has just done, is not done
 * twice. @returns whether the key means something here
 */
function useRowActs(today: string): (what: RowAct | null, row: HeldRow) => boolean {
  const { db } = useServices();
  const { staff, branch } = useDeviceSettings();
  const onWork = useWorkActs();
  const onContact = useContactActs();
  const t = useT();
  const { toasts } = useDeskDeps();
  const pressed = useRef(new Set<string>());
  const sayHowItEnds = async (row: DueOpinion["row"]): Promise<boolean> => {
    toasts.show({ text: t(isOpen(row) ? "today.is-to-answer" : "today.is-to-tell") });
    return false;
  };
  const run = (what: RowAct, row: HeldRow): (() => Promise<boolean>) | null => {
    if (row.part === "contacts") {
      const { item } = row;
      return what === "finish" ? null : () => onContact[what](item);
    }
    const { item } = row;
    if (what === "finish") return item.kind === "opinion" ? () => sayHowItEnds(item.row) : () => onWork.finish(item);
    return what === "later" ? () => onWork.later(item) : null;
  };
  return (what, row) => {
    const perform = what === null ? null : run(what, row);
    if (perform === null) return false;
    const { id } = row.item;
    if (pressed.current.has(id)) return true;
    pressed.current.add(id);
    const attempt = async (): Promise<void> => {
      const { tag } = await readRowStanding(db, row, { staff, branch, today });
      if (tag === "open" || (tag === "later" && what === "finish")) await perform();
    };
    void attempt().finally(() => pressed.current.delete(id));
    return true;
  };
}

function useOpenRow(place: { readonly current: HTMLElement | null }): (row: HeldRow) => void {
  const { openReader } = useDeskActions();
  const { ways } = useDeskDeps();
  const openTask = useTaskSheet();
  return ({ part, item }) => {
    if (part === "contacts") openReader(item.id);
    else if (item.kind === "opinion") ways().toOpinion(item.id);
    else openTask({ task: item.id, reader: item.reader?.id, onClosed: () => focusRow(place.current, item.id) });
  };
}

/** What colleagues left stands beside the list, and follows its last row. */
const focusFirstNote = (): void => document.querySelector<HTMLElement>("[data-notes] [data-opens]")?.focus();

const focusRow = (place: HTMLElement | null, id: string | undefined): void =>
  place?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id ?? "")}"] [data-opens]`)?.focus();

/**
 * A row that has changed its place in the list is another element: the keyboard goes with it. It stays in sight when the
 * toast takes its own row below.
 */
function useKeptRow(place: { readonly current: HTMLElement | null }, held: HeldRow | null): void {
  useEffect(() => {
    const list = place.current;
    if (list === null) return;
    const observer = new ResizeObserver(() => {
      const row = document.activeElement?.closest("[data-row]") ?? null;
      if (row !== null && list.contains(row)) row.scrollIntoView({ block: "nearest" });
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [place]);
  useLayoutEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (held !== null && isNowhere && !isDialogOpen()) focusRow(place.current, held.item.id);
  });
}
