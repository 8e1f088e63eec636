import { globalId } from '../server/small-network.ts';
import { callerFor } from './caller.ts';
import { emailOf } from './members.ts';
import type { Site } from './site.ts';

/** What there is of an exchange that `arabic` asked `atRisk` for; its id as pages name it. */
export interface Requested {
  /** Nobody has answered it. */
  readonly request: string;
  /** A group of its own, to which `hunter` is invited. */
  readonly group: string;
}

/** A request that waits for its answer, with a message that looks like HTML and runs both ways. */
export async function requestedExchange(site: Site): Promise<Requested> {
  const { id } = await site.prisma.topic.findUniqueOrThrow({
    where: { key: 'strategic-litigation' },
    select: { id: true },
  });
  const arabic = await callerFor(site, emailOf('arabic'));
  const { exchange } = await arabic.act<{ exchange: { id: string } }>(
    'requestExchange',
    {
      partner: decodeURIComponent(await site.idOf('atRisk')),
      kind: 'ONE_WAY',
      share: [globalId('Topic', id)],
      outcome: 'NEW_KNOWLEDGE',
      formats: ['ONLINE'],
      languages: ['fr'],
      message: 'تحية طيبة،\n\nWe <b>read</b> about your work & would like to share ours.',
    },
    'exchange { id }',
  );
  const { exchange: group } = await arabic.act<{ exchange: { id: string } }>(
    'requestExchange',
    {
      partner: decodeURIComponent(await site.idOf('hunter')),
      kind: 'GROUP',
      share: [globalId('Topic', id)],
      places: 3,
    },
    'exchange { id }',
  );
  return { request: exchange.id, group: group.id };
}
