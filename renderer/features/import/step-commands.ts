/** What the keyboard does in the wizard besides the buttons that have the focus. */
import type { DeskCommand } from "../../platform/command.ts";
import type { ImportFlow } from "./import-flow.ts";
import { type Job, STEPS, type Step } from "./import-store.ts";

/** @param hasFile a file is open, or its result stands there */
export function stepCommands(
  step: Step,
  doing: Job["what"] | null,
  hasFile: boolean,
  flow: ImportFlow,
): readonly DeskCommand[] {
  const before = STEPS[STEPS.indexOf(step) - 1];
  const stop: DeskCommand = {
    id: "import.stop",
    label: "import.stop",
    section: "file",
    keys: ["Esc"],
    run: flow.cancel,
  };
  const back: DeskCommand = {
    id: "import.back",
    label: "import.back",
    section: "file",
    keys: ["Esc"],
    run: () => (before === undefined ? undefined : flow.goTo(before)),
  };
  const close: DeskCommand = {
    id: "import.close",
    label: "import.close",
    section: "file",
    keys: ["Esc"],
    run: flow.startAgain,
  };
  if (doing !== null) return doing === "undoing" || doing === "erasing" ? [] : [stop];
  if (step === "file") return hasFile ? [close] : [];
  return step === "mapping" || step === "rules" || step === "check" ? [back] : [];
}
