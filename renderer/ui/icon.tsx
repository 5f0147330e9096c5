/** A drawn sign beside its word: 16 px, or 20 px in the rail and the bars. Always decoration; the word says it. */
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";

export interface IconProps {
  readonly icon: LucideIcon;
  readonly size?: 16 | 20;
}

export function Icon({ icon: Drawn, size = 16 }: IconProps) {
  return (
    <Drawn
      className={classNames("icon", size === 20 && "icon-20")}
      strokeWidth={1.75}
      aria-hidden="true"
      focusable="false"
    />
  );
}
