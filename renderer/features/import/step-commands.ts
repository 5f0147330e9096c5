/** What the keyboard does in the wizard besides the buttons that have the focus. */
import type { DeskCommand } from "../../platform/command.ts";
import type { ImportFlow } from "./import-flow.ts";
import { STEPS, type Step } from "./import-store.ts";

export function stepCommands(step: Step, busy: boolean, flow: ImportFlow): readonly DeskCommand[] {
  const before = STEPS[STEPS.indexOf(step) - 1];
  const stop: DeskCommand = { id: "import.stop", label: "import.stop", section: "file", keys: ["Esc"], run: flow.cancel };
  const back: DeskCommand = { id: "import.back", label: "import.back", section: "file", keys: ["Esc"], run: () => (before === undefined ? undefined : flow.goTo(before)) };
  if (busy) return [stop];
  return step === "mapping" || step === "rules" || step === "check" ? [back] : [];
}
