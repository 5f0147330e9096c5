/** A state in a word with its icon; colour never says it alone. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export interface PillProps {
  readonly children: ReactNode;
  readonly tone?: "neutral" | "ok" | "warn" | "danger" | "info" | "accent" | "line";
  readonly icon?: LucideIcon;
  readonly className?: string;
}

export function Pill({ children, tone = "neutral", icon, className }: PillProps) {
  return (
    <span className={classNames("pill", tone !== "neutral" && `pill-${tone}`, className)}>
      {icon && <Icon icon={icon} />}
      {children}
    </span>
  );
}

/** A small count on an icon. `label` says of what; nothing is drawn for zero. */
export function Badge({ count, label, quiet = false }: { count: number; label: string; quiet?: boolean }) {
  if (count === 0) return null;
  return (
    <span className={classNames("badge", quiet && "badge-quiet")}>
      <span className="vh">{label}</span>
      {count > 99 ? "99+" : count}
    </span>
  );
}
