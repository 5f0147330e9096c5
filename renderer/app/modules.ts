/** The modules of the rail. Whoever knows a key keeps it: a module that comes later has the next one. */
import {
  ChartColumn,
  type LucideIcon,
  MessageSquareText,
  RefreshCw,
  ScanBarcode,
  Send,
  Settings,
  Users,
} from "lucide-react";
import type { MessageId } from "../i18n/message-id.ts";

export interface Module {
  readonly id: "desk" | "readers" | "opinions" | "outreach" | "statistics" | "sync" | "settings";
  readonly path: string;
  readonly label: MessageId;
  readonly icon: LucideIcon;
  readonly keys?: string;
  /** At the foot of the rail. */
  readonly foot?: true;
}

export const MODULES: readonly Module[] = [
  { id: "desk", path: "/", label: "frame.module-desk", icon: ScanBarcode, keys: "Ctrl+1" },
  { id: "readers", path: "/readers", label: "frame.module-readers", icon: Users, keys: "Ctrl+2" },
  { id: "opinions", path: "/opinions", label: "frame.module-opinions", icon: MessageSquareText, keys: "Ctrl+3" },
  { id: "outreach", path: "/outreach", label: "frame.module-outreach", icon: Send, keys: "Ctrl+5" },
  { id: "statistics", path: "/statistics", label: "frame.module-statistics", icon: ChartColumn, keys: "Ctrl+4" },
  { id: "sync", path: "/sync", label: "frame.module-sync", icon: RefreshCw, foot: true },
  { id: "settings", path: "/settings", label: "frame.module-settings", icon: Settings, keys: "Ctrl+,", foot: true },
];

/** Import and export belong to the readers. */
export function moduleAt(path: string): Module["id"] {
  if (path.startsWith("/import") || path.startsWith("/refresh") || path.startsWith("/export")) return "readers";
  if (path.startsWith("/mail")) return "opinions";
  const found = MODULES.find(
    (module) => module.path !== "/" && (path === module.path || path.startsWith(`${module.path}/`)),
  );
  return found?.id ?? "desk";
}
