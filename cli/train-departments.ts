import { readDispatched } from '../classify/department/learned/labels.ts';
import { makeDepartments } from '../classify/department/learned/make.ts';
import type { DepartmentCard } from '../classify/department/learned/weights.ts';
import { readConfig } from '../config.ts';
import { dispatchedItems } from '../db/department-history.ts';
import { YuqingError, shanghaiDay } from '../model/index.ts';
import { openDatabase } from './open.ts';
import { printResult, say } from './output.ts';
import { namedSources } from './source/find.ts';

export interface TrainDepartmentsOptions {
  /** Names of sources in the database, or a file of labels; one of both. */
  source?: string[];
  labels?: string;
  out?: string;
  seed: number;
  version: string;
  json: boolean;
}

/** `yuqing train --departments`: a model of who answers, from a jurisdiction's own dispatched orders. */
export async function trainDepartments({ source, labels, out, seed, version, json }: TrainDepartmentsOptions): Promise<void> {
  if (out === undefined) throw new YuqingError('USAGE', '没有说部门模型写到哪里', '加 --out 目录,例如 --out /srv/yuqing/departments');
  if ((source === undefined) === (labels === undefined)) throw new YuqingError('USAGE', '部门模型要从一处历史学', '用 --source 信源名称(库里的历史派单),或 --labels 文件,只用其中一种');
  const orders = labels === undefined ? await fromDatabase(source ?? []) : readDispatched(labels);
  const started = performance.now();
  const card = makeDepartments(orders, { out, version, day: shanghaiDay(new Date()), seed, onProgress: (note) => say(`  ${note}`) });
  say(`训练完成,用时 ${((performance.now() - started) / 1_000).toFixed(0)} 秒;写入 ${out}`);
  printResult(json ? JSON.stringify({ units: card.units.length, learnedFrom: card.learnedFrom, trustAbove: card.trustAbove, ...card.figures }) : told(card, out));
}

async function fromDatabase(names: readonly string[]) {
  const database = await openDatabase(readConfig());
  try {
    const sources = await namedSources(database.db, names, false);
    return await dispatchedItems(database.db, sources.map((s) => s.id));
  } finally {
    await database.close();
  }
}

function told({ units, learnedFrom, figures: f, trustAbove }: DepartmentCard, out: string): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return [
    `学自 ${learnedFrom} 件历史派单,${units.length} 个单位`,
    `用较早的 80% 学、在最近的 20%(${f.n} 件)上测:准确率 ${percent(f.accuracy)},宏平均F1 ${f.macroF1.toFixed(3)}`,
    trustAbove === null ? '没有哪一档把握够准:它不会提出建议,派单仍按规则' : `把握到 ${percent(trustAbove)} 才提出建议:占 ${percent(f.proposed.share)},其中正确 ${percent(f.proposed.accuracy)};其余按规则`,
    `启用:在辖区配置里写 "department_model": "${out}",重启 yuqing`,
  ].join('\n');
}
