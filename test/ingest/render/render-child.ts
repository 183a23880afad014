/**
 * A process with a browser of its own: `node --import tsx render-child.ts CHROMIUM TMPDIR URL`. Renders the address, prints
 * its HTML, and ends without closing anything.
 */
import { createRenderer } from '../../../ingest/render/browser.ts';

const [executablePath = '', tmpDir = '', url = ''] = process.argv.slice(2);
const { html } = await createRenderer({ executablePath, tmpDir }).render(url, { allowHosts: [new URL(url).host], timeoutMs: 60_000 });
process.stdout.write(html);
