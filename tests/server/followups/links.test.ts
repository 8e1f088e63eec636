import { describe, expect, it } from 'vitest';
import { followUpLink, followUpToken, readFollowUpToken } from '../../../server/followups/links.ts';

const secret = 'a secret of the installation';
const followUpId = '01990000-0000-7000-8000-00000000abcd';
const now = new Date('2026-03-02T12:00:00Z');
const expiresAt = new Date('2026-03-03T12:00:00Z');
const email = 'haki@example.org';
const token = followUpToken(secret, { followUpId, email, expiresAt });
/** What a token opens for a reader. */
const opened = (by: string, of: string, at: Date, reader = email) => {
  const read = readFollowUpToken(by, of, at);
  return read?.opensFor(reader) ? read.followUpId : null;
};

describe('links to a follow-up', () => {
  it('open one form until they expire, to the millisecond', () => {
    expect(opened(secret, token, now)).toBe(followUpId);
    expect(opened(secret, token, new Date(+expiresAt - 1))).toBe(followUpId);
    expect(opened(secret, token, expiresAt)).toBeNull();
  });

  it('are refused once a single bit is changed, wherever it is', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const tampered = Buffer.from(bytes);
      tampered.writeUInt8(tampered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(opened(secret, tampered.toString('base64url'), now)).toBeNull();
    }
  });

  it('are written in one way only', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= ';
    for (let i = 0; i < token.length; i++)
      for (const letter of letters) {
        const other = token.slice(0, i) + letter + token.slice(i + 1);
        if (other !== token) expect(opened(secret, other, now)).toBeNull();
      }
    for (const other of ['', token.slice(1), `${token}A`, `${token}=`, ` ${token}`, `${token}\n`])
      expect(opened(secret, other, now)).toBeNull();
  });

  it('hold under the secret of the installation alone', () => {
    expect(opened('another secret', token, now)).toBeNull();
    const forged = followUpToken('another secret', { followUpId, email, expiresAt });
    expect(opened(secret, forged, now)).toBeNull();
  });

  it('open for whom they were sent to alone', () => {
    for (const other of ['', 'haki@example.or', 'Haki@example.org', 'eau@example.org'])
      expect(opened(secret, token, now, other)).toBeNull();
  });

  it('lead to the page in the language of the reader, for sixty days', () => {
    const link = followUpLink(
      'https://peerbridge.example',
      'ar',
      secret,
      { followUpId, email },
      now,
    );
    const [, inLink = ''] = /^https:\/\/peerbridge\.example\/ar\/follow-ups\/([\w-]+)$/.exec(link)!;
    const day = 86_400_000;
    expect(opened(secret, inLink, new Date(+now + 60 * day - 1))).toBe(followUpId);
    expect(opened(secret, inLink, new Date(+now + 60 * day))).toBeNull();
  });
});
