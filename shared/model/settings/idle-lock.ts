/** After how many minutes without a key, a pointer or a scan the privacy screen comes by itself. */

/** 0: never. */
export const IDLE_LOCK_MINUTES = [0, 2, 5, 10, 30] as const;

/**
 * Where nobody has chosen: the quiet between two readers at a counter is shorter, so that whoever serves is seldom asked
 * for the name; a break is longer, so that a desk which was left is covered before anybody tries it.
 */
export const USUAL_IDLE_LOCK = 10;

/**
 * Whether nobody has been here for so long. Told by the clock and not by a timer, which sleeps with the computer. A clock
 * that was put back says nothing: the caller counts anew from now.
 */
export const isLeftAlone = (lastAt: number, now: number, minutes: number): boolean => now - lastAt >= minutes * 60_000;
