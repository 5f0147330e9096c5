/**
 * Tabs of one page. Ctrl+PgUp and Ctrl+PgDn turn them from anywhere in the panel; where the focus went with
 * the panel, or stands at another tab, and the next one does not ask for it, the tab has it.
 */
import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import { type ReactNode, useEffect, useRef } from "react";
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
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    const active = document.activeElement;
    const panel = active?.closest('[role="tabpanel"]');
    // the panel before may be there for another moment
    const isGone = active === document.body || (panel && panel.getAttribute("aria-labelledby") !== tab?.id);
    if (isGone === true || list.current?.contains(active) === true) tab?.focus();
  }, [value]);
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
      <BaseTabs.List ref={list} className="tabs" aria-label={label}>
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
