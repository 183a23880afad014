import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium (`CHROMIUM_PATH`, else by name in PATH); null when there is none. Where CI is set a missing one is a failure, not a skip. */
export function findChromium(): string | null {
  const asked = process.env['CHROMIUM_PATH'];
  const files = asked ? [asked] : (process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  for (const file of files) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not this one
    }
  }
  if (process.env['CI']) throw new Error('CI needs a real Chromium, and none is in PATH (CHROMIUM_PATH names one elsewhere)');
  console.warn('SKIPPED: no Chromium in PATH, so nothing is tested in a browser');
  return null;
}

/** Chromium's sandbox refuses to run as root. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
