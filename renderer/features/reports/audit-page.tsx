/** The reader-centred self-audit: twelve figures of the library's own work, or what has to be recorded first. */
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { SERVICES } from "#shared/analysis/breadth.ts";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import {
  AUDIT_FIGURES,
  type AuditFigure,
  type AuditMissing,
  type AuditValue,
  type SelfAudit,
} from "#shared/reports/self-audit.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { howValues } from "../../words/how-words.ts";
import { shareText } from "../../words/percentage-words.ts";
import type { ChosenReport, PageProps } from "./asked.ts";
import { AuditDoor } from "./audit-door.tsx";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { ReportTable } from "./report-table.ts";
import { RowsDoor } from "./rows-door.tsx";
import { useReport } from "./use-report.ts";

/** Others are shares. */
const NUMBERS: ReadonlySet<AuditFigure> = new Set(["breadth", "attention"]);
const TENTHS = 10;

/**
 * Where what is missing can be entered: at the desk what is logged with a card, in the records of the period what came
 * of them. Of the others the program has no record yet.
 */
const ENTERED_AT: Readonly<Partial<Record<AuditMissing, string>>> = {
  opinions: "/opinions",
  promises: "/tasks",
  colleagues: "/settings?section=colleagues",
  use: "/import",
  contacts: "/",
  needs: "/",
};

export function AuditPage(props: PageProps) {
  const { branch, period } = props.asked;
  const t = useT();
  const format = useFormat();
  const report = useReport(`${branch} ${period.span} ${period.month}`, (reports) => reports.audit({ branch, period }));
  const shown = (figure: AuditFigure, value: AuditValue): string => {
    if (value.tag === "missing") return value.what === "few" ? HIDDEN : t("reports.unknown");
    if (NUMBERS.has(figure)) return format.number(Math.round(value.value * TENTHS) / TENTHS);
    const [part = 0, whole = 0] = Object.values(value.parts);
    return shareText({ part, whole }, t, format);
  };
  const partsOf = (figure: AuditFigure, value: AuditValue): string => {
    // how many they are stands beside it
    if (value.tag === "missing") return value.what === "outcomes" ? "" : t(`reports.audit-missing-${value.what}`);
    const [part, whole] = Object.values(value.parts);
    // of how many kinds, where of how many readers is not told
    if (figure === "breadth" && part === undefined)
      return `${shown(figure, value)} / ${format.number(SERVICES.length)}`;
    return part === undefined || whole === undefined ? "" : `${format.number(part)} / ${format.number(whole)}`;
  };
  const openOf = ({ open = 0 }: AuditValue): string => (open > 0 ? t("reports.requests-open", { open }) : "");
  /** Its door opens all groups, with those marked that are low: of how many they are is no number beside it. */
  const isOfGroups = (figure: AuditFigure, value: AuditValue): boolean =>
    figure === "attention" && value.tag === "known";
  const partsShown = (figure: AuditFigure, value: AuditValue): ReactNode => {
    if (isOfGroups(figure, value)) return "";
    const parts = partsOf(figure, value).split(" / ");
    if (value.tag === "missing" || parts.length < 2) return parts.join("");
    // of how many kinds: the readers are no part of it, their number is not told
    if (Object.keys(value.parts).length < 2)
      return (
        <span data-no-rows title={t("reports.no-rows-kinds")}>
          {parts.join(" / ")}
        </span>
      );
    const [of, whole] = (["part", "whole"] as const).map((part, place) => (
      <AuditDoor key={part} {...{ part, figure, asked: props.asked, onGo: props.onGo }}>
        {parts[place] ?? ""}
      </AuditDoor>
    ));
    return (
      <>
        {of}
        {" / "}
        {whole}
      </>
    );
  };
  const tableOf = (audit: SelfAudit): ReportTable => ({
    name: t("reports.page-audit"),
    head: [t("reports.figure"), t("reports.audit-value"), t("reports.numbers"), t("reports.audit-how")],
    rows: AUDIT_FIGURES.map((figure) => {
      const value = audit[figure];
      return [
        t(`reports.audit-${figure}`),
        value.tag === "known" ? value.value : shown(figure, value),
        [partsOf(figure, value), openOf(value)].filter((part) => part !== "").join(" · "),
        t(`reports.audit-how-${figure}`, howValues(t, format)),
      ];
    }),
  });
  return (
    <ReportFrame
      {...props}
      isBusy={report.isBusy}
      table={report.value === undefined ? undefined : tableOf(report.value)}
    >
      <ReportBody report={report}>
        {(audit) => (
          <>
            <p className="report-said">{t("reports.audit-hint")}</p>
            <table className="report-table" aria-label={t("reports.page-audit")}>
              <TableHead
                cells={[t("reports.figure"), t("reports.audit-value"), t("reports.numbers"), t("reports.audit-how")]}
                nums={[1]}
              />
              <tbody>
                {AUDIT_FIGURES.map((figure) => (
                  <tr key={figure}>
                    <th scope="row">{t(`reports.audit-${figure}`)}</th>
                    <td className="nums">
                      {audit[figure].tag === "missing" ? (
                        <span className="soft">{shown(figure, audit[figure])}</span>
                      ) : (
                        <b>
                          <AuditDoor part="value" {...{ figure, asked: props.asked, onGo: props.onGo }}>
                            {(isOfGroups(figure, audit[figure]) ? partsOf : shown)(figure, audit[figure])}
                          </AuditDoor>
                        </b>
                      )}
                    </td>
                    <td className="soft">
                      {partsShown(figure, audit[figure])}
                      {openOf(audit[figure]) !== "" && (
                        <>
                          {partsOf(figure, audit[figure]) !== "" && " · "}
                          <RowsDoor
                            behind={{ tag: "requests", of: "open" }}
                            text={openOf(audit[figure])}
                            onGo={props.onGo}
                          />
                        </>
                      )}
                      <WayIn figure={figure} value={audit[figure]} onGo={props.onGo} />
                    </td>
                    <td className="soft">{t(`reports.audit-how-${figure}`, howValues(t, format))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </ReportBody>
    </ReportFrame>
  );
}

function WayIn({ figure, value, onGo }: { figure: AuditFigure; value: AuditValue; onGo: PageProps["onGo"] }) {
  const t = useT();
  const [, navigate] = useLocation();
  if (value.tag === "known") return null;
  const asked: Partial<ChosenReport> | undefined =
    value.what === "population"
      ? { page: "close", enters: "population" }
      : value.what === "ratings"
        ? { rows: { tag: "unrated" } }
        : undefined;
  const place = ENTERED_AT[value.what];
  if (asked === undefined && place === undefined) return null;
  const go = t(place === "/import" ? "reports.go-import" : "reports.go-close");
  return (
    <>
      {" "}
      <button
        type="button"
        className="link no-print"
        aria-label={t("reports.go-of", { figure: t(`reports.audit-${figure}`), go })}
        onClick={() => (asked === undefined ? navigate(place ?? "/") : onGo(asked))}
      >
        {go}
      </button>
    </>
  );
}
