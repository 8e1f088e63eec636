import type { Command } from '../command.ts';
import { isLoopback } from '../config.ts';
import { readSigningSecret } from '../database/settings.ts';
import { Failure } from '../failure.ts';
import { isEmail, signInLink } from './rules.ts';
import { createSignIn, handedLinkLifetime } from './sign-in.ts';
import { appointSecretary, maySignIn } from './store.ts';

export const signInLinkCommand: Command = {
  usage: 'EMAIL [--role MEMBER|SECRETARIAT]',
  page: '/en/sign-in',
  summary: 'Prints a one-time sign-in link, valid 24 hours, for somebody without working e-mail.',
  help: [
    'The address must be that of a representative or of the secretariat.',
    '--role SECRETARIAT  makes the person a secretary; the way to appoint the first one.',
    '--role MEMBER       checks that the address is that of a representative.',
  ],
  options: { role: { type: 'string' } },
  takes: [1, 1],
  async run({ positionals, values, config, database, print }) {
    const email = (positionals[0] ?? '').trim().toLowerCase();
    if (!isEmail(email))
      throw new Failure(
        1,
        `"${positionals[0]}" is not an e-mail address. It should look like name@example.org.`,
      );
    const { role } = values;
    if (role !== undefined && role !== 'MEMBER' && role !== 'SECRETARIAT') {
      throw new Failure(2, `--role: found "${role}", allowed are MEMBER and SECRETARIAT.`);
    }

    const { prisma } = await database();
    if (role === 'SECRETARIAT') {
      await prisma.$transaction((transaction) => appointSecretary(transaction, email, 'command'));
    }
    const isRepresentative = (await prisma.representative.count({ where: { email } })) > 0;
    if (role === 'MEMBER' ? !isRepresentative : !(await maySignIn(prisma, email))) {
      throw new Failure(
        1,
        `${email} represents no member${role === 'MEMBER' ? '' : ' and is not of the secretariat'}. Import the member with this contact_email, or use --role SECRETARIAT to make the person a secretary.`,
      );
    }
    const signIn = createSignIn(prisma, await readSigningSecret(prisma), config.publicUrl);
    const host = isLoopback(config.host) ? 'localhost' : config.host;
    const origin = config.publicUrl ?? `http://${host}:${config.port}`;
    print(`${signInLink(origin, 'en', await signIn.issueToken(email, handedLinkLifetime))}\n`);
  },
};
