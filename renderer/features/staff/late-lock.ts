/** The privacy screen, fetched while the window is idle: hidden is what lies behind it, with or without it. */
import { late } from "../../ui/hooks/late.tsx";

export const LateLockScreen = late(async () => (await import("./lock-screen.tsx")).LockScreen);
