import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * The last words of a run: what was skipped and why, loudly, then alone on its line
 * `612 passed, 0 failed, 0 skipped`. Where CI is set nothing may be skipped: then the run fails.
 */
export default class ClosingReporter implements Reporter {
  private readonly ci = Boolean(process.env['CI']);

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') count.passed += 1;
        else if (result.state === 'failed') failedInside += 1;
        else {
          count.skipped += 1;
          const why = result.state === 'skipped' && result.note ? ` — ${result.note}` : '';
          skipped.push(`  ${module.relativeModuleId} > ${test.fullName}${why}`);
        }
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test of its own.
      count.failed += failedInside > 0 ? failedInside : module.state() === 'failed' ? 1 : 0;
    }
    if (this.ci && count.skipped > 0) process.exitCode = 1;
    process.once('exit', () => process.stdout.write(closingText(count, skipped, this.ci)));
  }
}

function closingText(count: { passed: number; failed: number; skipped: number }, skipped: string[], ci: boolean): string {
  const loud = skipped.length === 0 ? '' :
    `\n!!! ${skipped.length} test(s) were SKIPPED${ci ? ', which CI does not accept' : ''}:\n${skipped.join('\n')}\n`;
  return `${loud}${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
}
