import { Command } from 'commander';
import { loadModel } from '../../classify/model.ts';
import { judgeReply, type ReplyJudge } from '../../classify/reply/judge.ts';
import { loadReplyWeights } from '../../classify/reply/weights.ts';
import { YuqingError } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/calendars.ts';
import { readPairs, type PairRow } from '../reply/pairs.ts';
import { writeLines } from '../write-lines.ts';

export function tryReplyCommand(): Command {
  return new Command('reply')
    .description('试评答复质量:每行来信与答复输出一行 JSON(相关、完整、可解释、历时、依据)')
    .argument('[文件]', '.jsonl(message、reply、askedAt、repliedAt)、.xlsx 或 .csv(留言详情、答复意见、留言时间、答复时间)')
    .addHelpText('after', '\n例:yuqing try reply 留言与答复.xlsx')
    .action(async (file: string | undefined) => {
      if (file === undefined) throw new YuqingError('USAGE', '没有给出要读的文件', '用法:yuqing try reply 文件');
      const judge: ReplyJudge = { idfOf: loadModel().idfOf, calendar: loadCalendar(), weights: loadReplyWeights() };
      await writeLines(lines(readPairs(file), judge));
    });
}

async function* lines(rows: AsyncIterable<PairRow>, judge: ReplyJudge): AsyncGenerator<object> {
  for await (const row of rows) yield 'error' in row ? row : line(row, judge);
}

/** The judgement of a row; where its times are wrong it says so beside it. */
function line(row: Exclude<PairRow, { error: string }>, judge: ReplyJudge): object {
  const quality = judgeReply(row, judge);
  const late = quality.evidence.find((e) => e.aspect === 'timely' && !e.ok);
  const error = row.timeError ?? (late ? `第 ${row.row} 行的${late.reason}` : null);
  return error === null ? quality : { row: row.row, error, ...quality };
}
