/** Which desktop's habits to follow; the browser's own word unless the frame knows better. */
import { createContext } from "react";

export type Platform = "windows" | "mac" | "linux";

function browserPlatform(): Platform {
  if (/mac/i.test(navigator.platform)) return "mac";
  return /win/i.test(navigator.platform) ? "windows" : "linux";
}

export const PlatformContext = createContext<Platform>(typeof navigator === "undefined" ? "linux" : browserPlatform());
