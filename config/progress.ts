/**
 * Tells a person what is going on. `step` names the work and stays the same while it lasts; `detail` is how far it is.
 * A terminal shows both in place, a log only the steps and now and then a detail.
 */
export type OnProgress = (step: string, detail?: string) => void;

/** For callers that show nothing. */
export const noProgress: OnProgress = () => undefined;

/** `95_000` -> `1:35`: elapsed or remaining time for a progress line. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
