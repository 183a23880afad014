import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so, and says what was waited for when it does not come. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for: ${what}`);
    await sleep(20);
  }
}

/** Something to wait at until the test opens it: `await gate.passed` … `gate.open()`. */
export function makeGate(): { passed: Promise<void>; open: () => void } {
  const gate = new EventTarget();
  const passed = new Promise<void>((resolve) => gate.addEventListener('open', () => resolve(), { once: true }));
  return { passed, open: () => void gate.dispatchEvent(new Event('open')) };
}
