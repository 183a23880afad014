// What the build needs beside compiled code: data and pages that are read at run time, where the code expects them.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';

const assets = ['profiles', 'classify/weights', 'classify/training', 'classify/tier2/model', 'classify/tier2/mix.json', 'web/app'];
for (const dir of assets) cpSync(dir, `dist/${dir}`, { recursive: true, filter: (path) => !path.endsWith('.ts') && !path.endsWith('tsconfig.json') });
// The compiled command reads its version one folder up, as the source does.
writeFileSync('dist/package.json', JSON.stringify({ type: 'module', version: JSON.parse(readFileSync('package.json', 'utf8')).version }));
