/** Opens the desk through the product's boot, answering its first-run questions without a screen. */
import type { Founding } from "#shared/host/device-calls.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type Boot, type BootDeps, boot } from "../../../renderer/app/boot/boot.ts";
import { openDatabase } from "../../../renderer/db/database.ts";
import { waitMs } from "../../../renderer/db/write/web-lock.ts";
import type { Writer } from "../../../renderer/db/write/writer.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { createHost } from "../../../renderer/platform/host.ts";
import { createLastResort } from "../../../renderer/platform/last-resort.ts";
import { launchKeySource } from "../../../renderer/platform/launch-key-source.ts";
import { workerStarter } from "../../../renderer/platform/worker/worker-client.ts";
import type { Way } from "./workbench.ts";

/** With the writer whole, as boot has it: what is measured is the writing, not what is said of it. */
export type BenchServices = Omit<Services, "writer"> & { readonly writer: Writer };

export interface OpenedDesk {
  readonly services: BenchServices;
  readonly journalMs: number;
}

export function openDesk(way: Way): Promise<OpenedDesk> {
  return new Promise((resolve, reject) => {
    let journalAt = performance.now();
    const onBoot = (now: Boot): void => {
      switch (now.state) {
        case "starting":
          if (now.step === "journal" && now.progress === undefined) journalAt = performance.now();
          return;
        case "first-run":
          void firstRun(now, way).then((done) => {
            if (!done.ok) reject(new Error(done.error));
          });
          return;
        case "ready":
          resolve({ services: now.services as BenchServices, journalMs: performance.now() - journalAt }); // boot hands out its whole writer under a narrower type
          return;
        case "held":
          now.takeOver();
          return;
        case "clock":
          now.onRight();
          return;
        case "trial-left":
          reject(new Error(now.state));
          return;
        case "failed":
          reject(new Error(JSON.stringify(now.failure)));
      }
    };
    const launchKey = launchKeySource(location);
    const host = createHost(launchKey);
    const deps: BootDeps = {
      host,
      lastResort: createLastResort(host),
      openDatabase,
      startWorker: workerStarter(launchKey),
      storage: navigator.storage,
      reload: () => location.reload(),
      clock: { now: () => Date.now() },
      wait: waitMs,
    };
    void boot(onBoot, deps).catch(reject);
  });
}

async function firstRun(
  { host, start, proceed }: Extract<Boot, { state: "first-run" }>,
  way: Way,
): Promise<Result<null, string>> {
  if (way.tag === "member") return err("there is no library yet");
  const founding = way.tag === "found" && way.bare !== true ? foundingOf(way) : null;
  const kept = await host("settings.write", { ...start.settings, deskName: way.desk, founding });
  if (!kept.ok) return err(JSON.stringify(kept.error));
  const names = { deskName: way.desk, branchName: way.branch };
  const done =
    way.tag === "found"
      ? await host("library.found", { libraryName: way.library, ...names })
      : await host("library.join", { code: way.code, ...names });
  if (!done.ok) return err(JSON.stringify(done.error));
  proceed();
  return ok(null);
}

function foundingOf({ library, branch, person }: Extract<Way, { tag: "found" }>): Founding {
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  return {
    branch: uuidV7(Date.now(), random),
    staff: uuidV7(Date.now(), random),
    jurisdiction: "mainland",
    library,
    branchName: branch,
    branchCode: branch.slice(0, 2),
    person,
  };
}
