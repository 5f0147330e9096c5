/** A number of the self-audit with the way to its rows; of what has none it is said why. */
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { lastMonthOf } from "#shared/reports/period.ts";
import type { RowsBehind } from "#shared/reports/rows-behind.ts";
import type { AuditFigure } from "#shared/reports/self-audit.ts";
import { attentionPath, figurePath } from "../../desk-services/figures/figure-path.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { type PageProps, reportPath } from "./asked.ts";
import { RowsDoor } from "./rows-door.tsx";

/** The result, and the two numbers that it is made of. */
type AuditPart = "value" | "part" | "whole";

type Way =
  | { readonly rows: RowsBehind }
  | { readonly none: MessageId }
  /** In the statistics: the readers themselves, or a tile whose lines lead to them. */
  | { readonly elsewhere: "used" | "groups" };

interface AuditDoorProps extends Pick<PageProps, "asked" | "onGo"> {
  readonly figure: AuditFigure;
  readonly part: AuditPart;
  readonly children: string;
}

export function AuditDoor({ figure, part, asked, onGo, children }: AuditDoorProps): ReactNode {
  const t = useT();
  const [, navigate] = useLocation();
  const way = wayOf(figure, part);
  if ("rows" in way) return <RowsDoor behind={way.rows} text={children} isNone={children === "0"} onGo={onGo} />;
  if ("none" in way)
    return (
      <span data-no-rows title={t(way.none)}>
        {children}
      </span>
    );
  if (children === "0") return children;
  const of = { branch: asked.branch, month: lastMonthOf(asked.period) };
  const from = reportPath(asked);
  const path = way.elsewhere === "used" ? figurePath({ tag: "used" }, of, from) : attentionPath(of, from);
  return (
    <button
      type="button"
      className="link nums"
      aria-label={t("reports.open-rows-of", { name: t(`reports.audit-${figure}`), value: children })}
      onClick={() => {
        // where it came from is written out, so that the way back leads to the same place
        navigate(from, { replace: true });
        navigate(path);
      }}
    >
      {children}
    </button>
  );
}

function wayOf(figure: AuditFigure, part: AuditPart): Way {
  const of = part === "part" ? "part" : "all";
  switch (figure) {
    case "opinions-in-time":
      return { rows: { tag: "opinions", of } };
    case "promises-kept":
      return { rows: { tag: "promises", of } };
    case "satisfaction":
      return { rows: part === "part" ? { tag: "satisfied" } : "satisfaction" };
    case "coverage":
      return { rows: part === "whole" ? "population" : "reached" };
    case "breadth":
      // kinds of service, of all of them together
      return part === "part" ? { none: "reports.no-rows-kinds" } : { elsewhere: "used" };
    case "attention":
      return { elsewhere: "groups" };
    case "colleagues":
      return { rows: { tag: "colleagues", of } };
    case "requests-met":
      return { rows: { tag: "requests", of: part === "part" ? "met" : "judged" } };
    case "empty-handed":
      return { rows: { tag: "requests", of: part === "part" ? "unmet" : "judged" } };
    case "rules-consulted":
    case "titles-started":
    case "arrival-to-told":
      return { none: "reports.no-rows-yet" };
  }
}
