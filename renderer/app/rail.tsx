/** The left rail: modules above, sync and settings at the foot, each with what waits there. */
import { Link } from "wouter";
import type { MessageId } from "../i18n/message-id.ts";
import { useT } from "../i18n/use-t.ts";
import { Icon } from "../ui/icon.tsx";
import { ariaKeys } from "../ui/keyboard.ts";
import { Badge } from "../ui/pill.tsx";
import { MODULES, type Module } from "./modules.ts";

export interface RailBadge {
  readonly count: number;
  /** Of what, for who cannot see it. */
  readonly label: MessageId;
  /** Red is late; grey waits. */
  readonly quiet?: boolean;
}

export type RailBadges = Partial<Readonly<Record<Module["id"], RailBadge>>>;

export interface RailProps {
  readonly current: Module["id"];
  readonly badges: RailBadges;
}

export function Rail({ current, badges }: RailProps) {
  const t = useT();
  const item = (module: Module) => {
    const badge = badges[module.id];
    return (
      <li key={module.id}>
        <Link
          href={module.path}
          aria-current={module.id === current ? "page" : undefined}
          aria-keyshortcuts={module.keys && ariaKeys(module.keys)}
        >
          <Icon icon={module.icon} size={20} />
          {badge && <Badge count={badge.count} label={t(badge.label)} quiet={badge.quiet ?? false} />}
          {t(module.label)}
        </Link>
      </li>
    );
  };
  return (
    <nav className="rail" aria-label={t("frame.modules")}>
      <ul>{MODULES.filter((module) => !module.foot).map(item)}</ul>
      <ul>{MODULES.filter((module) => module.foot).map(item)}</ul>
    </nav>
  );
}
