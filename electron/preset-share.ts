/** The share that was named at the start. An absent mount is never taken for an empty folder. */
import { mkdir, stat } from "node:fs/promises";
import type { DeskServices } from "./services/desk-services.ts";
import { noShareSentence } from "./start-sentences.ts";

/** Made where only its last folder is missing; a missing one is said and does not stop the start. */
export async function presetShare({ settings }: Pick<DeskServices, "settings">, share: string | null): Promise<void> {
  if (share === null) return;
  await mkdir(share).catch(() => undefined);
  const there = await stat(share).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!there) console.error(noShareSentence(share));
  if (settings.get().sharePath !== share) await settings.write({ sharePath: share });
}
