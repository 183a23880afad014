import { checkSettings } from '../../ingest/source-list/settings.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { YuqingError } from '../../model/index.ts';

/**
 * Settings in their kind's shape.
 *
 * @throws YuqingError CONFIG_INVALID naming each field that is wrong
 */
export function checkedSettings(kind: SourceKind, wanted: Record<string, unknown>): Record<string, unknown> {
  const checked = checkSettings(kind, wanted);
  if ('data' in checked) return checked.data;
  throw new YuqingError('CONFIG_INVALID', `设置不对:${checked.faults.join(';')}`, `${kind.kind} 的设置与例子见 yuqing source kinds`);
}
