/** The privacy screen, fetched while the window is idle: hidden is what lies behind it, with or without it. */
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

export const LazyLockScreen = lazyPart(async () => (await import("./lock-screen.tsx")).LockScreen);
