/** What a shell serves and closes: the services of one data folder behind the calls that need no window. */
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { Serve } from "#shared/host/serve.ts";
import type { WindowHandlers } from "./services/handlers.ts";

/** @param page that was told that the profile has to go */
export type Renew = (page: string | undefined) => void;

export interface OpenHost {
  /** @param ofWindow the calls that the shell answers itself */
  readonly serve: (ofWindow: WindowHandlers) => Serve;
  /** What is run when the profile has to go: only the shell can close its window. Null where there is none. */
  readonly onRenew: (renew: Renew | null) => void;
  /** The window has been closed for it. */
  readonly renew: (page: string) => Promise<void>;
  /** As somebody has chosen it here; undefined for nobody. */
  readonly language: () => DeviceSettings["language"];
  /** Its page goes on at another host. */
  readonly letGo: (page: string | undefined) => void;
  readonly close: () => Promise<void>;
}
