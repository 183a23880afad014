import { SingleBar } from 'cli-progress';
import pino from 'pino';
import { YuqingError, errorText } from '../model/index.ts';

/** stdout carries the result only; everything else goes to stderr. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A line for a person. Names of files and words of people stand in it: they must not drive the terminal. */
export function say(text: string): void {
  process.stderr.write(`${text.replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '')}\n`);
}

/** The structured log, on stderr; whatever may be secret is struck out. */
export function createLog(level: string): pino.Logger {
  return pino({ level, base: null, redact: ['*.password', '*.url', 'url', 'password'] }, pino.destination({ fd: 2, sync: true }));
}

/** A failure, told to a person: what happened, what to do, and the code for the handbook of errors. Never a stack. */
export function reportFailure(error: unknown): void {
  const code = error instanceof YuqingError ? `(${error.code})` : '';
  say(`出错了:${errorText(error)}${code}`);
}

export interface Progress {
  update(done: number, total: number | null, note: string): void;
  end(): void;
}

/** A progress bar where a person watches, a line every few seconds where a log does. */
export function createProgress(label: string): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({ format: `${label} {bar} {percentage}% {note}`, stream: process.stderr, hideCursor: true, clearOnComplete: false, gracefulExit: false });
    let started = false;
    return {
      update(done, total, note) {
        if (total === null || total === 0) {
          if (started) bar.update({ note });
          return;
        }
        if (!started) bar.start(total, done, { note });
        else bar.update(done, { note });
        started = true;
      },
      end() {
        if (started) bar.stop();
        started = false;
      },
    };
  }
  let last = Date.now();
  return {
    update(done, total, note) {
      if (Date.now() - last < 3_000) return;
      last = Date.now();
      say(`${label} ${total ? `${Math.floor((100 * done) / total)}% ` : ''}${note}`);
    },
    end() {},
  };
}
