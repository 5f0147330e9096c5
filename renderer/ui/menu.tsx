/** A menu of acts under a button. */
import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** A null draws a line. */
export type MenuItems = readonly (MenuItem | null)[];

const rows = (items: MenuItems): ReactNode =>
  items.map((item, index) =>
    item === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
      <BaseMenu.Separator key={`line-${index}`} className="menu-line" />
    ) : (
      <BaseMenu.Item key={item.id} className="menu-item" disabled={item.disabled ?? false} onClick={item.onSelect}>
        {item.icon && <Icon icon={item.icon} />}
        {item.label}
        {item.keys !== undefined && <Kbd keys={item.keys} />}
      </BaseMenu.Item>
    ),
  );

const popup = (items: MenuItems): ReactNode => (
  <BaseMenu.Portal>
    <BaseMenu.Positioner className="floating" sideOffset={4} align="start">
      <BaseMenu.Popup className="menu">{rows(items)}</BaseMenu.Popup>
    </BaseMenu.Positioner>
  </BaseMenu.Portal>
);

/** @param trigger a `<Button>` or `<IconButton>`; it gets the menu's attributes */
export function Menu({ trigger, items }: { trigger: ReactElement; items: MenuItems }) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      {popup(items)}
    </BaseMenu.Root>
  );
}
