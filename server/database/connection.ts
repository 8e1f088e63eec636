import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PGlite } from '@electric-sql/pglite';

/** Ends what was listened to. */
export type StopListening = () => Promise<void>;

/** What the database is besides tables; the part that Prisma does not know. */
export type Underneath =
  | { readonly kind: 'embedded'; readonly pglite: PGlite }
  | { readonly kind: 'server'; readonly url: string };

/** One of the two ways to have a PostgreSQL: the part that differs between them. */
export interface Connection {
  readonly kind: Underneath['kind'];
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  /** For what brings statements of its own, such as the queue of jobs. */
  readonly underneath: Underneath;
  /**
   * Hears what any process says on a channel (NOTIFY), from when the promise resolves. `missed` is
   * called when something may have been missed, as the connection was lost for a while.
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    missed?: () => void,
  ): Promise<StopListening>;
  /** Tells other processes that want the embedded database where this one can be reached. */
  announce(address: string): void;
  close(): Promise<void>;
}
