import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeWorkbook } from './workbook.ts';
import type { World } from './world.ts';

export interface ServedWorld {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  feedUrl: string;
  workbookUrl: string;
  close(): Promise<void>;
}

interface Served {
  type: string;
  bytes: Buffer;
  etag: string;
}

/** Serves the sample world from loopback on a free port, as a small news site and a file share would. */
export async function serveWorld(world: World): Promise<ServedWorld> {
  const files = new Map<string, Served>([
    ['/feed.xml', served('application/rss+xml; charset=GB2312', world.feedXml)],
    ['/orders.xlsx', served('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeWorkbook(world.sheet))],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(file ? 405 : 404, { 'content-type': 'text/plain; charset=utf-8' }).end(file ? '只能读取\n' : '没有这个文件\n');
    } else if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, { etag: file.etag }).end();
    } else {
      response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length, etag: file.etag });
      response.end(request.method === 'HEAD' ? undefined : file.bytes);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url, feedUrl: `${url}/feed.xml`, workbookUrl: `${url}/orders.xlsx`,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    }),
  };
}

function served(type: string, bytes: Buffer): Served {
  return { type, bytes, etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"` };
}
