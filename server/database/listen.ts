import { Client } from 'pg';
import type { StopListening } from './connection.ts';

/** Pauses before the connection is made anew, in milliseconds; the last one for all that follow. */
const pauses = [250, 1_000, 5_000, 15_000];
/** How long a server may take to answer, in milliseconds. */
const patience = 10_000;

/**
 * Listens on a connection of its own, which is made anew whenever it is lost.
 *
 * @throws when the first connection cannot be made
 */
export async function listenAt(
  url: string,
  channel: string,
  heard: (payload: string) => void,
  missed: () => void = () => undefined,
): Promise<StopListening> {
  let stopped = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      connectionTimeoutMillis: patience,
      keepAlive: true,
    });
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      if (client === next) again(0);
    };
    next.on('error', lose).on('end', lose);
    next.on('notification', ({ payload = '' }) => heard(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    if (stopped) return void (await next.end().catch(() => undefined));
    client = next;
    if (lost) again(0);
  };
  const again = (tries: number): void => {
    client = null;
    if (stopped) return;
    timer = setTimeout(
      () => {
        connect().then(missed, () => again(tries + 1));
      },
      pauses[Math.min(tries, pauses.length - 1)],
    );
  };

  await connect();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    const open = client;
    client = null;
    await open?.end().catch(() => undefined);
  };
}
