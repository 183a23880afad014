const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when somebody asks this process to stop (Ctrl-C, systemd); a second request leaves at once. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve(signal);
      });
    }
  });
}

/**
 * Where nobody waits for a signal, one ends the process by `process.exit`: a death by the signal itself would pass over
 * what must be done on the way out, and the embedded database would run on without a user.
 */
export function leaveOnSignals(): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(130);
    });
  }
}
