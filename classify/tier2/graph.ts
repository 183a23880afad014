import { readTier2Labels, wrongModel } from './files.ts';
import { columnsOf, faultOf, planOf } from './layout.ts';
import { importTransformers } from './package.ts';
import { clip, fit } from './pieces.ts';

/** Scores of one text in tier 1's layout (heads.ts), before calibration. */
export type ScoreText = (text: string) => Promise<Float32Array>;

/** Read once to see whether the graph is one of ours. */
const PROBE = '小区停水两天了';

/**
 * Loads a directory through @huggingface/transformers, one thread, nothing from the network. Every call blocks the
 * thread it runs on for the whole judgement: see thread.ts.
 *
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export async function loadGraph(dir: string): Promise<ScoreText> {
  const plan = planOf(readTier2Labels(dir));
  const { AutoTokenizer, AutoModel, Tensor } = await importTransformers();
  const open = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      throw wrongModel(dir, `${what}(${error instanceof Error ? error.message.slice(0, 300) : String(error)})`, error);
    }
  };
  const tokenizer = await open('分词表读不懂', () => AutoTokenizer.from_pretrained(dir, { local_files_only: true }));
  const model = await open('模型文件读不懂', () => AutoModel.from_pretrained(dir, {
    dtype: 'q8', local_files_only: true, session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  }));
  const run = (text: string) => {
    const ids = fit(tokenizer.encode(clip(text)));
    return model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
    });
  };
  const fault = faultOf(await open('模型不能运行', () => run(PROBE)));
  if (fault) throw wrongModel(dir, fault);
  return async (text) => columnsOf(await run(text), plan);
}
