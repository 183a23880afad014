import { Client } from 'pg';

/** The migrated database that every test database is a copy of. */
export const TEMPLATE = 'yuqing_template';

/** The same server, another database: `databaseUrl('postgres://…/yuqing', 't1')` → `'postgres://…/t1'`. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs something over one connection and closes it. */
export async function onServer<T>(url: string, action: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}
