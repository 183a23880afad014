import { request, type IncomingHttpHeaders } from 'node:http';
import { startDesk, type DeskOptions, type OpenDesk } from '../../web/api/server.ts';
import type { TestDb } from '../support/database.ts';
import { clock, memoryLog } from './world.ts';

/** A listening desk over a test database, on a free port. */
export function openDesk(t: TestDb, over: Partial<DeskOptions> = {}): Promise<OpenDesk> {
  return startDesk({ db: t.db, databaseUrl: t.url, clock, log: memoryLog(), port: 0, ...over });
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: <T = Record<string, unknown>>() => T;
}

/** GETs with any headers, Host included, which fetch would not let us forge. */
export function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (c: Buffer) => chunks.push(c));
      res.on('error', reject);
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: <T>() => JSON.parse(text) as T });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
