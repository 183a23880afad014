import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { YuqingError } from '../../model/index.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const REMEDY = '请安装 Chromium(apt install chromium),或在 YUQING_CHROMIUM 指明路径';

/**
 * The browser to use: the one named, else the first in the usual places.
 *
 * @throws YuqingError RENDER_NO_BROWSER
 */
export function findBrowser(named: string | undefined, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new YuqingError('RENDER_NO_BROWSER', `指明的 Chromium 不存在或不能执行:${named}`, REMEDY);
  }
  const found = usualPlaces(env, platform).find(isExecutable);
  if (found === undefined) throw new YuqingError('RENDER_NO_BROWSER', '找不到 Chromium,不能渲染网页', REMEDY);
  return found;
}

function usualPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((dir) => dir !== undefined);
    const inside = [['Google', 'Chrome', 'Application', 'chrome.exe'], ['Chromium', 'Application', 'chrome.exe'], ['Microsoft', 'Edge', 'Application', 'msedge.exe']];
    return inside.flatMap((path) => roots.map((root) => join(root, ...path)));
  }
  const dirs = [...(env['PATH'] ?? '').split(delimiter).filter((dir) => dir !== ''), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const inPath = NAMES.flatMap((name) => dirs.map((dir) => join(dir, name)));
  if (platform !== 'darwin') return inPath;
  return [...['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`), ...inPath];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
