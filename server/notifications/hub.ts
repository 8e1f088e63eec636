import type { StopListening } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { type Change, channel } from './live.ts';

/** The changes that somebody wants to hear of, one after the other. */
export interface Changes {
  /** Null: the reader left, or the process stops. */
  next(): Promise<Change | 'MISSED' | null>;
  /** Ends it, also while a change is waited for. */
  leave(): void;
}

/** Changes as they happen, in this process and in every other on the database. */
export interface Live {
  /**
   * The changes that are wanted, from when the promise resolves until the reader leaves or the process stops. Some may be missed while a connection is lost; then
   * `'MISSED'` comes in their place, after which everything is to be looked at again.
   *
   * @param reader who reads; nobody may have more than `mostReadings` at a time
   * @throws TooManyReadings
   */
  changes(reader: string, wanted: (change: Change) => boolean): Promise<Changes>;
  /** Calls back for every change. */
  watch(heard: (change: Change | 'MISSED') => void): Promise<() => void>;
  close(): Promise<void>;
}

/** Pages that one person has open at a time. */
export const mostReadings = 30;

export class TooManyReadings extends Error {}

/** Listens to the database from the first reader on, and not before: most processes have none. */
export function createLive(listen: Database['listen']): Live {
  const watchers = new Set<(change: Change | 'MISSED') => void>();
  const readings = new Map<string, number>();
  const endings = new Set<() => void>();
  let listening: Promise<StopListening> | null = null;
  let closed = false;

  const tell = (change: Change | 'MISSED') => {
    for (const heard of watchers) heard(change);
  };
  const watch = async (heard: (change: Change | 'MISSED') => void): Promise<() => void> => {
    if (closed) return () => undefined;
    watchers.add(heard);
    listening ??= listen(
      channel,
      (payload) => tell(JSON.parse(payload) as Change),
      () => tell('MISSED'),
    );
    try {
      await listening;
    } catch (error) {
      listening = null;
      watchers.delete(heard);
      throw error;
    }
    return () => void watchers.delete(heard);
  };

  return {
    watch,
    async changes(reader, wanted) {
      const open = readings.get(reader) ?? 0;
      if (open >= mostReadings) throw new TooManyReadings();
      readings.set(reader, open + 1);
      const waiting = new Map<string, Change | 'MISSED'>();
      let wake: () => void = () => undefined;
      const reading = { ended: closed };
      let unwatch = () => undefined as void;
      const leave = () => {
        if (!endings.delete(leave)) return;
        reading.ended = true;
        unwatch();
        const left = (readings.get(reader) ?? 1) - 1;
        if (left > 0) readings.set(reader, left);
        else readings.delete(reader);
        wake();
      };
      endings.add(leave);
      try {
        unwatch = await watch((change) => {
          if (change !== 'MISSED' && !wanted(change)) return;
          // Whoever reads slowly hears of the same once.
          waiting.set(JSON.stringify(change), change);
          wake();
        });
        if (reading.ended) unwatch();
      } catch (error) {
        leave();
        throw error;
      }
      return {
        leave,
        async next() {
          while (!reading.ended && waiting.size === 0)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          const [first] = waiting;
          if (reading.ended || !first) return null;
          waiting.delete(first[0]);
          return first[1];
        },
      };
    },
    async close() {
      closed = true;
      for (const end of endings) end();
      const stop = await listening?.catch(() => null);
      listening = null;
      await stop?.();
    },
  };
}
