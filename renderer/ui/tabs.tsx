/** Tabs of one page. Ctrl+PgUp and Ctrl+PgDn turn them from anywhere in the panel. */
import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { matchKeys } from "./keyboard.ts";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** Small figure behind the label. */
  readonly count?: ReactNode;
  readonly panel: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly panelClassName?: string;
}

export function Tabs<Id extends string>({ label, tabs, value, onChange, panelClassName = "centre" }: TabsProps<Id>) {
  const turn = (step: number): void => {
    const at = tabs.findIndex((tab) => tab.id === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next !== undefined) onChange(next.id);
  };
  return (
    <BaseTabs.Root
      className="centre grow"
      value={value}
      onValueChange={(next: Id) => onChange(next)}
      onKeyDown={(event) => {
        const step = matchKeys(event, "Ctrl+PgDn") ? 1 : matchKeys(event, "Ctrl+PgUp") ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        turn(step);
      }}
    >
      <BaseTabs.List className="tabs" aria-label={label}>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.id} className="tab" value={tab.id}>
            {tab.label}
            {tab.count !== undefined && <span>{tab.count}</span>}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.id} value={tab.id} className={panelClassName}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
