import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_TIER2, GRAPH } from '../../classify/tier2/files.ts';
import { isInstalled } from '../../classify/tier2/package.ts';
import { tinyGraph } from './onnx.ts';

/** Why a test cannot run where the optional package is not installed. */
export const NEEDS_PACKAGE = 'needs @huggingface/transformers: npm install --no-save -O --ignore-scripts @huggingface/transformers@4.3.1';
export const installed = isInstalled();

const zeros = (n: number) => Array.from({ length: n }, () => 0);

/** What a whole graph puts out; every output's row of weights can be given. */
export const OUTPUTS = { logits: zeros(26), type: zeros(7), urgency: zeros(3), sentiment: zeros(3), flags: zeros(9) };

/** A directory of tier 2's layout: the shipped tokenizer and config around a tiny graph. */
export function tinyTier2(outputs: Readonly<Record<string, readonly number[]>> = OUTPUTS): string {
  const dir = mkdtempSync(join(tmpdir(), 'yuqing-tier2-'));
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']) cpSync(join(SHIPPED_TIER2, name), join(dir, name));
  mkdirSync(join(dir, 'onnx'));
  writeFileSync(join(dir, GRAPH), tinyGraph(outputs));
  return dir;
}
