import type { Config } from '../../config.ts';
import { previewSource } from '../../ingest/preview.ts';
import type { Placed } from '../../ingest/source-list/plan.ts';
import { YuqingError, errorText, systemClock } from '../../model/index.ts';
import { createProgress } from '../output.ts';
import { webOf } from '../system.ts';
import { trialOf } from './preview-text.ts';
import { eachByHost } from './by-host.ts';

const LIMITS = { show: 0, most: 20, mostMs: 30_000 };

/** Reads each new source a little; one that cannot be read becomes a reject that says why. */
export async function testAll(placed: readonly Placed[], config: Config): Promise<Placed[]> {
  const web = webOf(config);
  const progress = createProgress('试读');
  const result = [...placed];
  const fresh = placed.flatMap((one, i) => (one.type === 'add' ? [{ ...one, i }] : []));
  let done = 0;
  let failed = 0;
  try {
    await eachByHost(fresh, ({ source }) => hostOf(source.config), async ({ source, i }) => {
      const kind = source.sourceKind;
      const settings = kind.configSchema.parse(source.config);
      if (kind.rhythm(settings) !== null) {
        try {
          await previewSource(kind, trialOf(settings as Record<string, unknown>), { cursor: null, clock: systemClock, web }, LIMITS);
        } catch (error) {
          failed += 1;
          const code = error instanceof YuqingError ? error.code : 'FETCH_FAILED';
          result[i] = { type: 'reject', reject: { ...source.at, column: null, code, reason: `试读“${source.name}”失败:${errorText(error)}`, cells: source.cells } };
        }
      }
      done += 1;
      progress.update(done, fresh.length, `${done}/${fresh.length},读不出 ${failed}`);
    });
  } finally {
    progress.end();
    await web.close();
  }
  return result;
}

const hostOf = ({ url }: Record<string, unknown>): string => (typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '');
