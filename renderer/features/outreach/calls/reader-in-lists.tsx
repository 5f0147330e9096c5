/**
 * On a reader's own page: the call lists on which she stands, or that she is held back. With `?list=` one of them is
 * worked from here, by the same keys, and the next person is the next page.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { ArrowRight, ListChecks } from "lucide-react";
import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { isUnderWay } from "#shared/model/outreach/outreach.ts";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import type { DeskDb } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { readToldStates } from "../../../db/lists/told-states.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { CallPanel, useCallKeys } from "./call-panel.tsx";
import styles from "./calls.module.css";
import { type CallListView, useCallList } from "./use-call-list.ts";
import { useCallee } from "./use-callee.ts";
import { useCalling } from "./use-calling.ts";

export function ReaderInLists({ reader }: { readonly reader: string }) {
  const t = useT();
  const { db } = useServices();
  const [, navigate] = useLocation();
  const worked = new URLSearchParams(useSearch()).get("list");
  const lists = useLiveQuery(async () => await readListsOf(db, reader), [db, reader]);
  if (lists === undefined || lists.length === 0) return null;
  return (
    <section className={styles.lists} aria-label={t("calls.on-lists")}>
      {lists.map(({ outreach, name, recipient, state, isHeldBack }) =>
        outreach === worked && !isHeldBack ? (
          <WorkedHere key={outreach} outreach={outreach} reader={reader} recipient={recipient} />
        ) : (
          <p key={outreach} className="row">
            <Icon icon={ListChecks} />
            {isHeldBack
              ? t("calls.held-back-in", { name })
              : t("calls.stands-in", { name, state: t(`words.call-state.${state}`) })}
            {!isHeldBack && !isAtEnd(state) && (
              <Button
                size="small"
                kind="quiet"
                icon={ArrowRight}
                onClick={() => navigate(`/readers/${reader}?list=${outreach}`)}
              >
                {t("calls.work-here")}
              </Button>
            )}
          </p>
        ),
      )}
    </section>
  );
}

async function readListsOf(db: DeskDb, reader: string) {
  const ids = (await readReaderClass(db, reader))?.ids ?? [reader];
  const rows = await rowsWith(db.recipient, "reader", ids);
  const outreaches = await db.outreach.bulkGet(rows.map((row) => row.outreach ?? ""));
  const states = await readToldStates(db, rows);
  return rows.flatMap((row, at) => {
    const outreach = outreaches[at];
    if (outreach === undefined || outreach.gone === 1 || !isUnderWay(outreach)) return [];
    const isHeldBack = row.notContacted === "held-back";
    if (!isHeldBack && (row.notContacted !== undefined || row.channel !== "phone")) return [];
    const state = states[at] ?? "waiting";
    return [{ outreach: outreach.id, name: outreach.name ?? "", recipient: row.id, state, isHeldBack }];
  });
}

interface WorkedProps {
  readonly outreach: string;
  readonly reader: string;
  readonly recipient: string;
}

function WorkedHere({ outreach, ...props }: WorkedProps) {
  const list = useCallList(outreach, "phone");
  return list === undefined || list === null ? null : <Keys list={list} {...props} />;
}

function Keys({ list, reader, recipient }: Omit<WorkedProps, "outreach"> & { readonly list: CallListView }) {
  const t = useT();
  const [, navigate] = useLocation();
  const first = list.callees.find((callee) => callee.reader === reader)?.id ?? recipient;
  const calling = useCalling(list, "phone", first);
  const { inHand } = calling;
  const callee = useCallee(list, inHand?.reader, undefined, "phone");
  const place = useRef<HTMLDivElement>(null);
  const next = inHand?.reader;
  // the next person is the next page
  useEffect(() => {
    if (next !== undefined && next !== reader) navigate(`/readers/${next}?list=${list.outreach.id}`);
  }, [next, reader, list.outreach.id, navigate]);
  const isOpen =
    callee != null &&
    inHand?.reader === reader &&
    (callee.mayCall.may || isAtEnd(inHand.state)) &&
    !calling.isElsewhere;
  const keys = useCallKeys({
    list,
    channel: "phone",
    calling,
    isOpen,
    onNumber: null,
    dealing: null,
    onCopy: null,
  });
  const toPage = (): void => place.current?.focus();
  return (
    <div ref={place} tabIndex={-1}>
      <p className="row">
        <Icon icon={ListChecks} />
        <b className="grow">{t("calls.in-hand", { name: list.outreach.name ?? "" })}</b>
        <Button size="small" kind="quiet" onClick={() => navigate(`/outreach/${list.outreach.id}/calls?who=${first}`)}>
          {t("calls.to-list")}
        </Button>
      </p>
      {callee != null && !callee.mayCall.may && inHand !== undefined && !isAtEnd(inHand.state) && (
        <p className={styles.closed} role="status">
          {t(`calls.stop.${callee.mayCall.reason}`)}
        </p>
      )}
      {calling.isElsewhere && (
        <p className={styles.closed} role="status">
          {t("calls.not-here")}
        </p>
      )}
      <CallPanel
        list={list}
        channel="phone"
        calling={calling}
        isOpen={isOpen}
        onCopy={null}
        keys={keys}
        onDone={toPage}
      />
    </div>
  );
}
