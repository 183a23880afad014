import { Command } from 'commander';
import { readConfig, type Config } from '../../config.ts';
import { allSources, ensureSource, schedulePoll, type SourceRow } from '../../db/sources.ts';
import { previewSource } from '../../ingest/preview.ts';
import { addressKey } from '../../ingest/source-list/plan.ts';
import { sameSettings } from '../../ingest/source-list/settings.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { YuqingError, errorText, systemClock } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { openDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';
import { webOf } from '../system.ts';
import { checkedSettings } from './checked.ts';
import { parseChannel, parseName, settingsOf, withSettingOptions, type SettingOptions } from './options.ts';
import { previewText, trialNote, trialOf } from './preview-text.ts';
import { ahead, plain } from './words.ts';

interface AddOptions extends SettingOptions {
  kind: string;
  profile?: string;
  channel?: string;
  test: boolean;
  force?: boolean;
}

export function addCommand(): Command {
  const command = new Command('add')
    .description('登记一个信源:核对设置,试读一次,读得出才登记')
    .argument('<名称>', '信源名称,如 清河日报', parseName)
    .requiredOption('--kind <种类>', '种类,见 yuqing source kinds')
    .option('--profile <配置>', '辖区配置(缺省取 YUQING_PROFILE)')
    .option('--channel <渠道>', '渠道(缺省由种类定)', parseChannel);
  return withSettingOptions(command)
    .option('--no-test', '不试读就登记')
    .option('--force', '读不出、或同一网址已登记时也登记')
    .action(async (name: string, opts: AddOptions) => { await add(name, opts); });
}

async function add(name: string, opts: AddOptions): Promise<void> {
  const config = readConfig();
  const kind = sourceKind(opts.kind);
  const profileId = opts.profile ?? config.profile;
  loadProfile(profileId);
  const wanted = settingsOf(opts);
  const settings = checkedSettings(kind, wanted);
  const database = await openDatabase(config);
  try {
    const all = await allSources(database.db);
    if (isThere(name, { kind, config: wanted, ...(opts.profile === undefined ? {} : { profileId }), ...(opts.channel === undefined ? {} : { channel: opts.channel }) }, all, opts.force ?? false)) {
      printResult(`信源“${plain(name)}”已经登记过,设置相同,没有改动`);
      return;
    }
    const rhythm = kind.rhythm(settings);
    if (opts.test && rhythm !== null) await tryOnce(name, kind, settings, config, opts.force ?? false);
    const source = await ensureSource(database.db, { name, kind: kind.kind, channel: opts.channel ?? kind.channel, profileId, config: wanted });
    const now = systemClock();
    if (rhythm !== null) await schedulePoll(database.db, source.id, now);
    printResult(`已登记信源“${plain(name)}”:${kind.name},渠道 ${source.channel},辖区配置 ${source.profileId};${rhythm === null ? (kind.kind === 'webhook' ? '由对方系统推送' : '由人导入') : `下次抓取:${ahead(now, now)}(需有 yuqing start 在运行)`}`);
  } finally {
    await database.close();
  }
}

/** True where just this source stands; another of its name, or of its address, is told. */
function isThere(name: string, wanted: { kind: SourceKind; config: Record<string, unknown>; profileId?: string; channel?: string }, all: readonly SourceRow[], force: boolean): boolean {
  const { kind, config } = wanted;
  const same = all.find((source) => source.name === name);
  if (same) {
    const { profileId = same.profileId, channel = same.channel } = wanted;
    if (same.kind === kind.kind && sameSettings(kind, same.config, config) && profileId === same.profileId && channel === same.channel) return true;
    throw new YuqingError('SOURCE_CONFLICT', `已有名为“${name}”的信源(${same.kind}/${same.profileId}/${same.channel}),与本次不同`, '换一个名称;要改它的设置,用 yuqing source set(种类、辖区配置、渠道登记后不改)');
  }
  const key = addressKey({ name, kind: kind.kind, config });
  const twin = all.find((source) => addressKey(source) === key);
  if (twin && !force) throw new YuqingError('SOURCE_CONFLICT', `这个网址已登记为信源“${twin.name}”`, '要改它的设置,用 yuqing source set;确要再登记一个,请加 --force');
  return false;
}

/** Enough to see that it reads, and over within a minute. */
const TRIAL = { show: 5, most: 50, mostMs: 60_000 };

async function tryOnce(name: string, kind: SourceKind, settings: Record<string, unknown>, config: Config, force: boolean): Promise<void> {
  const web = webOf(config);
  try {
    say(`正在试读“${name}”…`);
    const note = trialNote(settings);
    if (note !== '') say(note);
    say(previewText(await previewSource(kind, trialOf(settings), { cursor: null, clock: systemClock, web }, TRIAL), kind));
  } catch (error) {
    if (!force) {
      if (!(error instanceof YuqingError)) throw error;
      throw new YuqingError(error.code, `试读失败,没有登记。${error.message}`, `${error.remedy ? `${error.remedy}。` : ''}仍要登记请加 --force`, { cause: error });
    }
    say(`试读失败:${errorText(error)}。按 --force 仍然登记`);
  } finally {
    await web.close();
  }
}
