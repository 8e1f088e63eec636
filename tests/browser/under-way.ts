import { readSigningSecret } from '../../server/database/settings.ts';
import { followUpToken } from '../../server/followups/links.ts';
import { globalId } from '../server/small-network.ts';
import { callerFor } from './caller.ts';
import { emailOf } from './members.ts';
import type { Site } from './site.ts';

/** What there is of an exchange between `weaver` and `rower`; ids as pages name them. */
export interface UnderWay {
  readonly exchange: string;
  /** Times that `rower` proposed and nobody answered. */
  readonly proposal: string;
  /** A meeting that is planned. */
  readonly session: string;
  /** A note that `weaver` wrote and agreed to publish; `rower` did not answer. */
  readonly draft: string;
  /** One that both published, in Arabic. */
  readonly note: string;
  /** The half-way form of `weaver`. */
  readonly followUp: string;
  /** What a link in an e-mail opens it with. */
  readonly followUpToken: string;
}

const zone = 'Atlantic/Faroe';
const day = 24 * 60 * 60 * 1000;
const dayIn = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** An exchange that the two have begun, half way, with something of everything. */
export async function exchangeUnderWay(site: Site): Promise<UnderWay> {
  const [weaver, rower] = await Promise.all([
    callerFor(site, emailOf('weaver')),
    callerFor(site, emailOf('rower')),
  ]);
  const partner = decodeURIComponent(await site.idOf('rower'));
  const asked = await weaver.act<{ exchange: { id: string } }>(
    'requestExchange',
    { partner, outcome: 'ENHANCED_SKILL', formats: ['ONLINE'], languages: ['fo'] },
    'exchange { id }',
  );
  const exchange = asked.exchange.id;
  await rower.act('acceptExchange', { exchange, keepReceiving: true });
  await weaver.act('draftAgreement', {
    exchange,
    objectives: 'Draw a map with those who live there.',
    outcome: 'ENHANCED_SKILL',
    languages: ['fo'],
    formats: ['ONLINE'],
    interpretation: 'NOT_NEEDED',
  });
  await weaver.act('signAgreement', { exchange, version: 1 });
  await rower.act('signAgreement', { exchange, version: 1 });
  await weaver.act('startExchange', { exchange });

  const {
    exchange: { timeProposals },
  } = await rower.act<{ exchange: { timeProposals: { id: string }[] } }>(
    'proposeTimes',
    {
      exchange,
      times: [`${dayIn(5)}T10:00`, `${dayIn(6)}T14:00`],
      timeZone: zone,
      minutes: 90,
      note: 'After the "regatta".',
    },
    'exchange { timeProposals { id } }',
  );
  const {
    exchange: { sessions },
  } = await rower.act<{ exchange: { sessions: { id: string; state: string }[] } }>(
    'planSession',
    {
      exchange,
      startsAt: `${dayIn(3)}T11:00`,
      timeZone: zone,
      minutes: 60,
      format: 'ONLINE',
      place: 'https://meet.example.org/boats',
    },
    'exchange { sessions { id state } }',
  );
  await weaver.act('logSession', {
    exchange,
    startsAt: `${dayIn(-9)}T11:00`,
    timeZone: zone,
    minutes: 60,
    format: 'ONLINE',
    note: 'We drew the first map.',
    shared: true,
    absent: [],
  });
  return {
    exchange,
    proposal: timeProposals[0]?.id ?? '',
    session: sessions.find(({ state }) => state === 'PLANNED')?.id ?? '',
    ...(await notesOf(site, exchange)),
    ...(await followUpOf(site)),
  };
}

async function notesOf(site: Site, exchange: string) {
  const [weaver, rower] = await Promise.all([
    callerFor(site, emailOf('weaver')),
    callerFor(site, emailOf('rower')),
  ]);
  const write = async (title: string, body: string, language: string) => {
    const input = { exchange, title, body, language, licence: 'CC_BY_SA', topics: [] };
    const saved = await weaver.act<{ note: { id: string; version: number } }>(
      'saveLearningNote',
      input,
      'note { id version }',
    );
    return saved.note;
  };
  const draft = await write('Mapping a harbour', 'Paper first, telephones later.', 'en');
  const note = await write(
    'ثلاثة أسئلة قبل قراءة الميزانية',
    'من يدفع؟\n\nمن يقرر؟\n\nمن يراقب؟',
    'ar',
  );
  const publish = ({ id, version }: typeof note, named: boolean) => ({ note: id, version, named });
  await weaver.act('publishLearningNote', publish(draft, true));
  await weaver.act('publishLearningNote', publish(note, true));
  await rower.act('publishLearningNote', publish(note, false));
  return { draft: draft.id, note: note.id };
}

/** The half-way form, whose day is brought forward. */
async function followUpOf({ prisma }: Site) {
  const { id } = await prisma.followUp.findFirstOrThrow({
    where: { kind: 'MIDWAY', member: { reference: 'weaver' } },
    select: { id: true },
  });
  const yesterday = new Date(`${dayIn(-1)}T00:00:00Z`);
  await prisma.followUp.update({ where: { id }, data: { dueOn: yesterday, askedAt: new Date() } });
  const expiresAt = new Date(Date.now() + day);
  return {
    followUp: globalId('FollowUp', id),
    followUpToken: followUpToken(await readSigningSecret(prisma), {
      followUpId: id,
      email: emailOf('weaver'),
      expiresAt,
    }),
  };
}

/** A link to the form that is too old. */
export async function expiredToken({ prisma }: Site): Promise<string> {
  const { id } = await prisma.followUp.findFirstOrThrow({ select: { id: true } });
  const expiresAt = new Date(Date.now() - 1000);
  const email = emailOf('weaver');
  return followUpToken(await readSigningSecret(prisma), { followUpId: id, email, expiresAt });
}
