/** A number of the self-audit with the way to its rows; of what has none it is said why. */
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { lastMonthOf } from "#shared/reports/period.ts";
import type { RowsBehind } from "#shared/reports/rows-behind.ts";
import type { AuditFigure } from "#shared/reports/self-audit.ts";
import { attentionPath, figurePath } from "../../desk-services/figures/figure-path.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import { type PageProps, reportPath } from "./asked.ts";
import { RowsDoor } from "./rows-door.tsx";

/** The result, and the two numbers that it is made of. */
type AuditPart = "value" | "part" | "whole";

type Way =
  | { readonly rows: RowsBehind }
  | { readonly none: MessageId }
  /** To readers in their list, or to the groups: they are the lines of a tile. */
  | { readonly readers: Figure }
  | { readonly tag: "groups" };

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
  const label = t("reports.open-rows-of", { name: t(`reports.audit-${figure}`), value: children });
  const of = { branch: asked.branch, month: lastMonthOf(asked.period) };
  if ("readers" in way) {
    const from = reportPath(asked);
    const open = (): void => {
      navigate(from, { replace: true });
      navigate(figurePath(way.readers, of, from));
    };
    return (
      <button type="button" className="link nums" aria-label={label} onClick={open}>
        {children}
      </button>
    );
  }
  return (
    <Link className="nums" href={attentionPath(of)} aria-label={label}>
      {children}
    </Link>
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
      return part === "part" ? { none: "reports.no-rows-kinds" } : { readers: { tag: "used" } };
    case "attention":
      return { tag: "groups" };
    case "colleagues":
      return { none: "reports.no-rows-colleagues" };
    case "rules-consulted":
    case "titles-started":
    case "empty-handed":
    case "arrival-to-told":
    case "requests-met":
      return { none: "reports.no-rows-yet" };
  }
}
