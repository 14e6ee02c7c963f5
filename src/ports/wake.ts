/** Calls the desk at a time. The earliest wins; what is set survives a restart or is set again when the desk opens. */
export interface Wake {
  /** Wake no later than `at` (ms since 1970). Cheap: may be called after every command. */
  by(at: number): void
  /** Who is woken: set once. Never called twice at the same time. Returns when to wake next, or null. */
  onWake(run: () => Promise<number | null>): void
  stop(): void
}
