/** What a screen says when it has nothing to show: one sentence, one action, its key. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export function EmptyState({ icon, children, action }: { icon?: LucideIcon; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {icon && <Icon icon={icon} size={20} />}
      <p>{children}</p>
      {action}
    </div>
  );
}
