import { Client } from 'pg';
import { newTestDatabase } from '../database.ts';

/** The URL of a database on the real server that holds nothing yet, not even tables. */
export async function newServerDatabase(): Promise<string> {
  const url = new URL(await newTestDatabase('server'));
  const name = `${url.pathname.slice(1)}_empty`;
  await onServer(url.href, `CREATE DATABASE ${name} TEMPLATE template0`);
  url.pathname = name;
  return url.href;
}

/** Runs a statement on the database, in a connection of its own. */
export async function onServer(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
