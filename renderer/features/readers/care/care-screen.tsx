/**
 * 跟进: readers of a responsible colleague by the day of their next word, and potential readers by their next step. Each
 * key is one act on the reader under the cursor, who stays under it.
 */

import { useLiveQuery } from "dexie-react-hooks";
import { Users } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { addDays } from "#shared/kernel/day.ts";
import { readDay } from "#shared/model/input/note-line.ts";
import { CARE_VIEWS, type CareRow } from "../../../db/lists/readers-in-care.ts";
import { colleaguesToChoose } from "../../../db/read-house.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../../desk-services/open-task-sheet.ts";
import { PaperHead } from "../../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../../desk-services/paper/print-words.ts";
import { usePrintCommand } from "../../../desk-services/paper/use-print-command.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useNameFold } from "../../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { PickDialog, type PickItem } from "../../../ui/dialogs/pick-dialog.tsx";
import { usePrintMany } from "../../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { isInside } from "../../../ui/keyboard.ts";
import { ViewTabs } from "../../../ui/page-tabs.tsx";
import { Select } from "../../../ui/select.tsx";
import { VirtualGrid } from "../../../ui/virtual-grid.tsx";
import { ContactDialog } from "../list/contact-dialog.tsx";
import { ReaderPages } from "../reader-pages.tsx";
import { CardDialog } from "./card-dialog.tsx";
import { useCareActs } from "./care-acts.ts";
import { CareCell, useCareColumns } from "./care-cells.tsx";
import { ACTS_OF, CARE_KEYS, type CareAct, careCommands } from "./care-commands.ts";
import { useCountInCare, useInCare } from "./care-queries.ts";
import { LeavingPicker } from "./leaving-picker.tsx";
import { PlanDialog } from "./plan-dialog.tsx";

const NOBODY = "nobody";
const ALL = "all";
const AHEAD = [7, 14, 30, 90] as const;

export function CareScreen() {
  const t = useT();
  const { clock } = useServices();
  const { branch, singleKeys = true } = useDeviceSettings();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const view = CARE_VIEWS.find((each) => each === search.get("view")) ?? "owned";
  const of = search.get("of") ?? ALL;
  const house = useHouse();
  const asked = { today, ...(of !== ALL && { of }), ...(branch !== undefined && { branch }) };
  const rows = useInCare({ ...asked, view });
  const beside = useCountInCare({ ...asked, view: view === "owned" ? "potential" : "owned" });
  const columns = useCareColumns(view);
  const place = useRef<HTMLElement>(null);
  const focusGrid = useCallback(() => place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []);
  const [at, setAt] = useState<{ id: string | null; row: number; column: number }>({ id: null, row: 0, column: -1 });
  const [begun, setBegun] = useState<{ readonly act: CareAct; readonly row: CareRow } | null>(null);
  const openTask = useTaskSheet();
  const acts = useCareActs();
  const finishStep = useOnce(acts.finishStep);
  const go = (next: Readonly<Record<string, string>>): void => {
    const { view: to = view, of: whose = of } = next;
    navigate(`/readers/care?${new URLSearchParams({ view: to, of: whose }).toString()}`, { replace: true });
    setAt({ id: null, row: 0, column: -1 });
  };
  const isRead = rows !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another list
  useEffect(() => {
    if (isRead) takeFocus(place.current, "grid");
  }, [isRead, view]);
  const firstId = rows?.[0]?.id;
  useLayoutEffect(() => {
    if (at.id === null && firstId !== undefined) setAt((before) => ({ ...before, id: firstId }));
  }, [at.id, firstId]);
  // where a card or a no has ended it, no other comes under the keys before a person moves
  const active = rows?.find(({ id }) => id === at.id);
  const begin = (act: CareAct): void => {
    if (active === undefined) return;
    if (act === "step") openTask({ about: { kind: "reader", id: active.id }, reader: active.id, onClosed: focusGrid });
    else if (act === "done") void finishStep(active);
    else setBegun({ act, row: active });
  };
  const can = (act: CareAct): boolean => active !== undefined && (act !== "done" || active.step !== undefined);
  const latest = useRef({ begin, can });
  useLayoutEffect(() => {
    latest.current = { begin, can };
  });
  useScreenCommands(
    useMemo(
      () =>
        careCommands({
          view,
          singleKeys,
          isInList: (pressed) => isInside(place.current, pressed),
          can: (act) => latest.current.can(act),
          begin: (act) => latest.current.begin(act),
        }),
      [view, singleKeys],
    ),
  );
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  usePrintCommand(() => askToPrint(rows?.length ?? 0, async () => window.print()));
  const end = (): void => {
    setBegun(null);
    focusGrid();
  };
  const found = rows?.findIndex(({ id }) => id === at.id) ?? -1;
  const row = found >= 0 ? found : Math.max(0, Math.min(at.row, (rows?.length ?? 0) - 1));
  return (
    <div className="work">
      <main className="centre" id="main" ref={place} aria-busy={!isRead}>
        <PaperHead title={t(`care.view-${view}`)} scope={t("words.all-branches")} />
        <header className="page-head no-print">
          <h1>{t("readers.title")}</h1>
          <ReaderPages current="care" />
          <span className="push">
            <Select
              aria-label={t("care.of")}
              value={of}
              options={[{ value: ALL, label: t("care.of-all") }, ...colleaguesToChoose(house, of)]}
              onChange={(next) => go({ of: next })}
            />
          </span>
        </header>
        <ViewTabs
          label={t("care.views")}
          views={CARE_VIEWS.map((id) => ({
            id,
            label: t(`care.view-${id}`),
            count: (id === view ? rows?.length : beside) ?? 0,
          }))}
          current={view}
          onView={(next) => go({ view: next })}
        />
        {rows?.length === 0 ? (
          <EmptyState icon={Users}>{t(`care.none-${view}`)}</EmptyState>
        ) : (
          <div className="grid-holder">
            <VirtualGrid
              label={t(`care.view-${view}`)}
              columns={columns}
              rowCount={rows?.length ?? 0}
              rowKey={(index) => rows?.[index]?.id ?? String(index)}
              active={{ row, column: at.column }}
              onActive={(next) => setAt({ ...next, id: rows?.[next.row]?.id ?? null })}
              onOpen={(index) => {
                const id = rows?.[index]?.id;
                if (id !== undefined) navigate(`/readers/${id}`);
              }}
              renderCell={(index, column) => {
                const item = rows?.[index];
                return item && <CareCell row={item} column={column.id} view={view} />;
              }}
            />
          </div>
        )}
        {singleKeys && rows !== undefined && rows.length > 0 && (
          <div className="keys no-print" role="note" aria-label={t("care.keys")}>
            {ACTS_OF[view].map((act) => (
              <span key={act}>
                <Kbd keys={CARE_KEYS[act]} />
                {t(`care.act-${act}`)}
              </span>
            ))}
          </div>
        )}
      </main>
      {printDialog}
      {begun !== null && <Begun {...begun} today={today} onClose={end} />}
    </div>
  );
}

interface BegunProps {
  readonly act: CareAct;
  readonly row: CareRow;
  readonly today: string;
  readonly onClose: () => void;
}

/** What an act asks for first. */
function Begun({ act, row, today, onClose }: BegunProps) {
  const t = useT();
  const house = useHouse();
  const acts = useCareActs();
  const fold = useNameFold(house.staff.values());
  const common = { closeLabel: t("care.cancel"), filterLabel: t("care.filter"), empty: t("care.no-match"), onClose };
  const nextDay = useNextOpenDay(today);
  switch (act) {
    case "contact":
      return <ContactDialog ids={[row.id]} onClose={onClose} />;
    case "plan":
      return <PlanDialog row={row} onClose={onClose} />;
    case "card":
      return <CardDialog name={row.name} onMade={(card) => acts.makeCard(row, card)} onClose={onClose} />;
    case "no":
      return (
        <LeavingPicker
          title={t("care.no-why")}
          onPick={(reason, named) => void acts.wantsNone(row, reason, named)}
          onClose={onClose}
        />
      );
    case "later":
      return (
        <PickDialog
          {...common}
          title={t("care.until")}
          items={[
            { value: nextDay, label: t("care.next-open"), hint: nextDay },
            ...AHEAD.map((days) => ({
              value: addDays(today, days),
              label: t("care.in-days", { days }),
              hint: addDays(today, days),
            })),
          ]}
          custom={(text): PickItem | null => {
            const day = readDay(text.normalize("NFKC"), today);
            return day === null || day <= today ? null : { value: day, label: day };
          }}
          onPick={(day) => void acts.later(row, day)}
        />
      );
    default:
      return (
        <PickDialog
          {...common}
          title={t("care.act-owner")}
          fold={fold}
          items={[
            ...colleaguesToChoose(house, row.owner).map((item) => ({ ...item, chosen: item.value === row.owner })),
            { value: NOBODY, label: t("care.nobody") },
          ]}
          onPick={(value) => void acts.handOver(row, value === NOBODY ? null : value, house.staff.get(value) ?? "")}
        />
      );
  }
}

/** Of the branch of this desk. */
function useNextOpenDay(today: string): string {
  const { db } = useServices();
  const { branch: own = "" } = useDeviceSettings();
  return nextOpenDay(useLiveQuery(async () => await db.branch.get(own), [db, own]) ?? {}, today);
}
