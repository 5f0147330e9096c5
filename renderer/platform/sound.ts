/**
 * Short tones for whoever looks at the queue and not at the screen: counted, counted already, nobody. Soft, made
 * here, nothing is loaded; where the computer has no sound, nothing happens.
 */
export interface Sound {
  readonly counted: () => void;
  readonly again: () => void;
  readonly nobody: () => void;
}

/** Pitch in hertz, start and length in seconds. */
type Tone = readonly [pitch: number, from: number, length: number];

const COUNTED: readonly Tone[] = [[1320, 0, 0.07]];
const AGAIN: readonly Tone[] = [
  [880, 0, 0.06],
  [880, 0.12, 0.06],
];
const NOBODY: readonly Tone[] = [
  [330, 0, 0.16],
  [220, 0.18, 0.28],
];
const VOLUME = 0.08;
/** A tone that begins or ends at once clicks. */
const EDGE = 0.008;

export function createSound(): Sound {
  let context: AudioContext | null = null;
  const play = (tones: readonly Tone[]): void => {
    try {
      context ??= new AudioContext();
    } catch {
      // no sound device: the screen says the same
      return;
    }
    const { currentTime, destination } = context;
    for (const [pitch, from, length] of tones) {
      const [oscillator, gain] = [context.createOscillator(), context.createGain()];
      const start = currentTime + from;
      oscillator.frequency.value = pitch;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(VOLUME, start + EDGE);
      gain.gain.setValueAtTime(VOLUME, start + length - EDGE);
      gain.gain.linearRampToValueAtTime(0, start + length);
      oscillator.connect(gain).connect(destination);
      oscillator.start(start);
      oscillator.stop(start + length);
    }
  };
  return { counted: () => play(COUNTED), again: () => play(AGAIN), nobody: () => play(NOBODY) };
}
