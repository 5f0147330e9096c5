/** All outreaches: drafts, those under way and those at their end, each with how far it is. */
import { Plus, Send } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import { type OutreachBegun, useBeginOutreach } from "../../acts/use-begin-outreach.ts";
import type { Row } from "../../db/database.ts";
import { PaperFoot, PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { DueSteps } from "./due-steps.tsx";
import styles from "./outreach.module.css";
import { useOutreaches, useOutreachFigures } from "./outreach-queries.ts";
import { doorPath, goalText, nameOf, type OutreachState, stateOf } from "./outreach-words.ts";

const SECTIONS = ["running", "draft", "ended"] as const satisfies readonly OutreachState[];
const TITLES = { draft: "outreach.drafts", running: "outreach.running", ended: "outreach.ended" } as const;
const BY_HAND: OutreachBegun = { name: "", source: { by: "hand" } };

export function OutreachesScreen() {
  const t = useT();
  const rows = useOutreaches();
  const [, navigate] = useLocation();
  const begin = useBeginOutreach(navigate);
  const latest = useRef(begin);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = begin;
  });
  useScreenCommands(
    useMemo(
      (): readonly DeskCommand[] => [
        {
          id: "outreach.new",
          label: "outreach.new",
          section: "file",
          keys: ["Ctrl+N"],
          inFields: true,
          run: () => void latest.current(BY_HAND),
        },
      ],
      [],
    ),
  );
  const page = useRef<HTMLDivElement>(null);
  const isRead = rows !== undefined;
  // Enter opens the first of those under way, and makes none by accident
  useEffect(() => {
    if (isRead && page.current?.contains(document.activeElement) === false) takeFocus(page.current, "firstRow");
  }, [isRead]);
  const add = (
    <Button kind="primary" icon={Plus} keys="Ctrl+N" autoFocus={rows?.length === 0} onClick={() => void begin(BY_HAND)}>
      {t("outreach.new")}
    </Button>
  );
  return (
    <main className="work centre" id="main" aria-busy={rows === undefined}>
      <PaperHead scope={t("words.all-branches")} />
      <header className="page-head">
        <h1 className="nowrap">{t("outreach.title")}</h1>
        {rows !== undefined && rows.length > 0 && <span className="push no-print">{add}</span>}
      </header>
      {rows !== undefined && (
        <div ref={page} className={`${styles.page} scroll`}>
          {rows.length === 0 && (
            <EmptyState icon={Send} action={add}>
              {t("outreach.none-yet")}
            </EmptyState>
          )}
          <DueSteps />
          {SECTIONS.map((state) => {
            const own = rows.filter((row) => stateOf(row) === state);
            return own.length === 0 ? null : <Section key={state} title={t(TITLES[state])} rows={own} />;
          })}
          <PaperFoot />
        </div>
      )}
    </main>
  );
}

function Section({ title, rows }: { title: string; rows: readonly Row<"outreach">[] }) {
  const t = useT();
  return (
    <section aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
      </div>
      <table className={styles.all}>
        <thead>
          <tr>
            <th scope="col">{t("outreach.col-name")}</th>
            <th scope="col">{t("outreach.col-goal")}</th>
            <th scope="col">{t("outreach.col-on")}</th>
            <th scope="col" className="nums">
              {t("outreach.col-group")}
            </th>
            <th scope="col" className="nums">
              {t("outreach.col-told")}
            </th>
            <th scope="col" className="nums">
              {t("outreach.col-done")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OutreachRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OutreachRow({ row }: { row: Row<"outreach"> }) {
  const t = useT();
  const format = useFormat();
  const [, navigate] = useLocation();
  const figures = useOutreachFigures(row.id);
  const on = row.endedOn ?? row.madeOn;
  const done =
    figures == null
      ? 0
      : Object.entries(figures.states).reduce(
          (sum, [state, count]) => (isAtEnd(state as keyof typeof figures.states) ? sum + count : sum), // its keys are states
          0,
        );
  const isTold = figures != null && row.goal !== undefined;
  const number = (what: "group" | "told" | "done", count: number) => (
    <button
      type="button"
      className="link"
      disabled={count === 0}
      aria-label={t("outreach.door-of", { what: t(`outreach.col-${what}`), count })}
      onClick={() => navigate(doorPath(row.id, { tag: what }, "/outreach"))}
    >
      {format.number(count)}
    </button>
  );
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => navigate(`/outreach/${row.id}`)}>
          {nameOf(row, t)}
        </button>
      </th>
      <td>{goalText(row, t)}</td>
      <td className="nowrap">{on !== undefined && format.shownDay(on)}</td>
      <td className="nums" data-word={t("outreach.col-group")}>
        {figures == null ? t("outreach.counting") : number("group", figures.group)}
      </td>
      <td className="nums" data-word={isTold ? t("outreach.col-told") : undefined}>
        {isTold && number("told", figures.told)}
      </td>
      <td className="nums" data-word={figures?.isMade ? t("outreach.col-done") : undefined}>
        {figures?.isMade && number("done", done)}
      </td>
    </tr>
  );
}
